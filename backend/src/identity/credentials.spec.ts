import { credentialsOf } from './credentials.ts';

describe('credentialsOf', () => {
  it.each([
    [{}, null],
    [{ authorization: 'Bearer abc', cookie: 'watek_session=def' }, { kind: 'bearer', token: 'abc' }],
    [{ cookie: 'a=1; watek_session=def; b=2' }, { kind: 'cookie', token: 'def' }],
    [{ cookie: 'watek_session=def;__Host-watek_session=ghi' }, { kind: 'cookie', token: 'ghi' }],
    [{ cookie: 'not_watek_session=def' }, null],
    [{ cookie: 'watek_session=no good' }, null],
    [{ cookie: 'watek_session="def"' }, null],
    [{ cookie: `watek_session=${'x'.repeat(129)}` }, null],
    [{ authorization: 'Basic abc' }, null],
  ])('finds in %j: %j', (headers, expected) => {
    expect(credentialsOf(headers)).toEqual(expected);
  });
});
