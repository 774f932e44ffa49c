import { SessionCache } from './session-cache.ts';

const sessionOf = (tokenHash: string) => ({ tokenHash, kind: 'token' as const, user: { id: 'u', name: 'U' }, createdAt: 0, expiresAt: 1 });

describe('SessionCache', () => {
  it('keeps what it was given', () => {
    const cache = new SessionCache();
    const session = sessionOf('a');

    expect(cache.get('a')).toBeUndefined();
    expect(cache.keep(session)).toBe(session);
    expect(cache.get('a')).toBe(session);
  });

  it('does not bring back a session that ended while it was read', () => {
    const cache = new SessionCache();
    const readBeforeTheEnd = sessionOf('a');
    cache.end('a');

    expect(cache.keep(readBeforeTheEnd)).toBeNull();
    expect(cache.get('a')).toBeNull();
  });

  it('is bounded, and forgets the oldest first', () => {
    const cache = new SessionCache();
    for (let n = 0; n <= 20_000; n++) cache.keep(sessionOf(`${n}`));

    expect(cache.get('0')).toBeUndefined();
    expect(cache.get('1')).toBeDefined();
  });
});
