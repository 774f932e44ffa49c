import type { StoredSession } from '../store/store.ts';
import { SessionCache } from './session-cache.ts';

const sessionOf = (tokenHash: string, userId = 'u'): StoredSession => ({ tokenHash, kind: 'token', user: { id: userId, name: 'U' }, role: 'guest', device: '', createdAt: 0, usedAt: 0, expiresAt: 1 });

/** A store that answers when it is told to, and counts how often it was asked. */
function slowStore() {
  const asked: string[] = [];
  const waiting: ((session: StoredSession | null) => void)[] = [];
  const read = (tokenHash: string): Promise<StoredSession | null> => {
    asked.push(tokenHash);
    return new Promise((resolve) => waiting.push(resolve));
  };
  return { asked, read, answer: (session: StoredSession | null) => waiting.shift()?.(session) };
}

const never = () => Promise.reject(new Error('The store was asked.'));

describe('SessionCache', () => {
  it('reads once for all who ask meanwhile and afterwards', async () => {
    const cache = new SessionCache();
    const store = slowStore();
    const session = sessionOf('a');
    const both = Promise.all([cache.find('a', store.read), cache.find('a', store.read)]);
    store.answer(session);

    expect(await both).toEqual([session, session]);
    expect(await cache.find('a', never)).toBe(session);
    expect(store.asked).toEqual(['a']);
  });

  it('reads once for a token that opens nothing', async () => {
    const cache = new SessionCache();
    const store = slowStore();
    const first = cache.find('nobody', store.read);
    store.answer(null);

    expect([await first, await cache.find('nobody', never)]).toEqual([null, null]);
  });

  it('does not bring back a session that ended while it was read', async () => {
    const cache = new SessionCache();
    const store = slowStore();
    const readBeforeTheEnd = cache.find('a', store.read);
    cache.end('a');
    store.answer(sessionOf('a'));

    expect(await readBeforeTheEnd).toBeNull();
    expect(await cache.find('a', never)).toBeNull();
  });

  it('asks again after a read that failed', async () => {
    const cache = new SessionCache();
    const store = slowStore();
    await expect(cache.find('a', never)).rejects.toThrow();
    const again = cache.find('a', store.read);
    store.answer(sessionOf('a'));

    expect(await again).toEqual(sessionOf('a'));
  });

  it('takes what was renewed for what counts', async () => {
    const cache = new SessionCache();
    cache.keep(sessionOf('a'));
    cache.keep({ ...sessionOf('a'), expiresAt: 9 });

    expect(await cache.find('a', never)).toMatchObject({ expiresAt: 9 });
  });

  it('does not bring back a session that is renewed after its end', async () => {
    const cache = new SessionCache();
    cache.end('a');
    cache.keep(sessionOf('a'));

    expect(await cache.find('a', never)).toBeNull();
  });

  it('ends all of one person, and nobody else', async () => {
    const cache = new SessionCache();
    ['a', 'b'].forEach((hash) => cache.keep(sessionOf(hash, 'ann')));
    cache.keep({ ...sessionOf('a', 'ann'), expiresAt: 9 });
    cache.keep(sessionOf('c', 'ben'));
    cache.endAllOf('ann');

    expect(await Promise.all(['a', 'b', 'c'].map((hash) => cache.find(hash, never)))).toEqual([null, null, sessionOf('c', 'ben')]);
  });

  it('gives all of one person another name, also to what is being read, and to nobody else', async () => {
    const cache = new SessionCache();
    const store = slowStore();
    cache.keep(sessionOf('a', 'ann'));
    cache.keep(sessionOf('c', 'ben'));
    const [late, lateOfBen] = [cache.find('b', store.read), cache.find('d', store.read)];
    cache.change({ id: 'ann', name: 'Ania' });
    store.answer(sessionOf('b', 'ann'));
    store.answer(sessionOf('d', 'ben'));
    await Promise.all([late, lateOfBen]);

    const names = await Promise.all(['a', 'b', 'c', 'd'].map(async (hash) => (await cache.find(hash, never))?.user.name));
    expect(names).toEqual(['Ania', 'Ania', 'U', 'U']);
    cache.endAllOf('ann');
    expect(await cache.find('a', never)).toBeNull();
  });

  it('is bounded, and lets go of the longest unused', async () => {
    const cache = new SessionCache();
    for (let n = 0; n < 20_000; n++) cache.keep(sessionOf(`${n}`, `${n}`));
    await cache.find('0', never);
    cache.keep(sessionOf('one more'));

    expect(await cache.find('0', never)).not.toBeNull();
    await expect(cache.find('1', never)).rejects.toThrow('asked');
  });

  it('keeps those who are here, however many ended', async () => {
    const cache = new SessionCache();
    cache.keep(sessionOf('here'));
    for (let n = 0; n < 50_000; n++) cache.end(`${n}`);

    expect(await cache.find('here', never)).toEqual(sessionOf('here'));
  });
});
