import { LIMITS } from '../../contract/limits.ts';
import { ChatError } from '../chat-error.ts';
import { parse } from './parse.ts';
import { payloadSchemas } from './payloads.ts';

function refusal(command: keyof typeof payloadSchemas, payload: unknown): string {
  try {
    parse<unknown>(payloadSchemas[command], payload);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return `${error.code} ${error.message}`;
  }
}

const message = { roomId: 'r', clientId: 'c', body: 'hello' };

describe('a payload', () => {
  it.each([
    [undefined, /^INVALID payload: /],
    ['text', /^INVALID payload: /],
    [{ ...message, body: 5 }, /^INVALID body: /],
    [{ ...message, body: ' \n' }, /^INVALID body: must not be empty/],
    [{ ...message, body: '\ud800' }, /^INVALID body: must be well-formed/],
    [{ ...message, body: 'x'.repeat(LIMITS.messageLength + 1) }, /^TOO_LARGE body: must have at most 4000/],
    [{ ...message, clientId: 'x'.repeat(65) }, /^TOO_LARGE clientId: /],
    [{ ...message, clientId: 'with space' }, /^INVALID clientId: /],
    [{ ...message, roomId: '' }, /^INVALID roomId: /],
    [{ ...message, extra: 1 }, /^INVALID payload: .*extra/],
    [JSON.parse('{"roomId":"r","clientId":"c","body":"b","__proto__":{"a":1}}'), /^INVALID payload: .*__proto__/],
    [{ ...message, constructor: 1 }, /^INVALID payload: .*constructor/],
    [[message], /^INVALID payload: /],
  ])('of message:send is refused with the field and the reason: %j', (payload, expected) => {
    expect(refusal('message:send', payload)).toMatch(expected);
  });

  it('may be as long as the limit, counted in code points', () => {
    expect(refusal('message:send', { ...message, body: '\u{1F600}'.repeat(LIMITS.messageLength) })).toBe('accepted');
  });

  it('has its names tidied', () => {
    expect(parse(payloadSchemas['room:create'], { name: '  My   room ', visibility: 'public', clientId: 'c' })).toEqual({ name: 'My room', visibility: 'public', clientId: 'c' });
  });

  it.each([
    [{ name: 'x'.repeat(61), visibility: 'public' }, /^TOO_LARGE name: /],
    [{ name: 'a\u202Eb', visibility: 'public' }, /^INVALID name: .*direction/],
    [{ name: '  ', visibility: 'public' }, /^INVALID name: must not be empty/],
    [{ name: 'a', visibility: 'secret' }, /^INVALID visibility: /],
    [{ name: 'a', visibility: 'public', topic: 'x'.repeat(251) }, /^TOO_LARGE topic: /],
  ])('of room:create is refused with the field and the reason: %j', (payload, expected) => {
    expect(refusal('room:create', { clientId: 'c', ...payload })).toMatch(expected);
  });

  it('leaves Object.prototype alone', () => {
    refusal('room:open', JSON.parse('{"roomId":"r","since":{"__proto__":{"polluted":true},"epoch":"e","seq":1}}'));

    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});
