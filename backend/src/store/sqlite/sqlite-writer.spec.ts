import fc from 'fast-check';
import { Database } from './database.ts';
import { anna, bartek, appendOf, freshStore, joined, messages, newRoom, posted, session } from './store.test-kit.ts';

describe('sessions', () => {
  it('are found by their hash until they end', () => {
    using store = freshStore();
    store.writer.createSession(session());

    expect(store.reader.session('h1')).toEqual(session());

    store.writer.endSession('h1');
    expect(store.reader.session('h1')).toBeNull();
  });

  it('show the name that the user took last', () => {
    using store = freshStore();
    store.writer.createSession(session());
    store.writer.createSession(session({ tokenHash: 'h2', user: { id: anna.id, name: 'Ania' } }));

    expect(store.reader.session('h1')?.user).toEqual({ id: anna.id, name: 'Ania' });
  });

  it('are renewed while they last', () => {
    using store = freshStore();
    store.writer.createSession(session());
    store.writer.renewSession({ tokenHash: 'h1', usedAt: 50, expiresAt: 99_999 });
    store.writer.renewSession({ tokenHash: 'ended', usedAt: 50, expiresAt: 99_999 });

    expect(store.reader.session('h1')?.expiresAt).toBe(99_999);
    expect(store.reader.session('ended')).toBeNull();
  });

  it('end all at once for one user, and for nobody else', () => {
    using store = freshStore();
    ['h1', 'h2'].forEach((tokenHash) => store.writer.createSession(session({ tokenHash })));
    store.writer.createSession(session({ tokenHash: 'h3', user: bartek }));

    expect(store.writer.endSessionsOf(anna.id).sort()).toEqual(['h1', 'h2']);
    expect(['h1', 'h2', 'h3'].map((hash) => store.reader.session(hash) !== null)).toEqual([false, false, true]);
  });

  it('are pruned when they ended before now, the oldest first and no more than asked', () => {
    using store = freshStore();
    [30, 10, 20, 40].forEach((expiresAt) => store.writer.createSession(session({ tokenHash: `h${expiresAt}`, expiresAt })));

    expect(store.writer.pruneSessions(40, 2)).toBe(2);
    expect([10, 20, 30, 40].map((end) => store.reader.session(`h${end}`) !== null)).toEqual([false, false, true, true]);
    expect(store.writer.pruneSessions(40, 2)).toBe(1);
    expect(store.writer.pruneSessions(40, 2)).toBe(0);
  });
});

describe('creating rooms', () => {
  const made = { type: 'room.created', seq: 1, at: 1, author: anna, name: 'Lab', topic: '', visibility: 'public', kind: 'room' } as const;

  it('stores the room with its first events, or nothing', () => {
    using store = freshStore();
    const events = [made, joined(2)];

    expect(store.writer.createRoom(newRoom({ topic: 'All of it', events }))).toEqual({ kind: 'created', roomId: 'r1' });

    expect(store.reader.room('r1', anna.id)).toMatchObject({ id: 'r1', topic: 'All of it', head: 2, lastOrdinal: 0, standing: 'member', readOrdinal: 0 });
    expect(store.reader.events({ roomId: 'r1', after: 0, limit: 10 })).toEqual(events);
    expect(() => store.writer.transaction(() => store.writer.createRoom(newRoom({ id: 'r2', nameKey: 'r2', slug: 'r2', clientId: 'other', events: [made, made] })))).toThrow();
    expect(store.reader.room('r2', null)).toBeNull();
  });

  it('makes one room for one client id, and refuses another one under it', () => {
    using store = freshStore();
    const wanted = newRoom({ name: 'Lab', clientId: 'once', events: [made] });
    store.writer.createRoom(wanted);

    expect(store.writer.createRoom({ ...wanted, id: 'again', epoch: 'e2' })).toEqual({ kind: 'known', roomId: 'r1' });
    expect(store.writer.createRoom({ ...wanted, id: 'again', topic: 'another' })).toEqual({ kind: 'refused', code: 'CONFLICT' });
    expect(store.writer.createRoom({ ...wanted, id: 'r2', createdBy: bartek.id, slug: 'r2', nameKey: 'r2' })).toEqual({ kind: 'created', roomId: 'r2' });
  });

  it('refuses a name that a public room has, and only then', () => {
    using store = freshStore();
    const create = (id: string, visibility: 'public' | 'private') => store.writer.createRoom(newRoom({ id, nameKey: 'lobby', visibility })).kind;

    expect([create('a', 'public'), create('b', 'public'), create('c', 'private'), create('d', 'private')]).toEqual(['created', 'refused', 'created', 'created']);
  });

  it('adds to a taken slug what tells nothing, and to every private one', () => {
    using store = freshStore();
    const slugOf = (id: string, visibility: 'public' | 'private' = 'public') => {
      store.writer.createRoom(newRoom({ id, slug: 'team', nameKey: id, visibility }));
      return store.reader.room(id, null)?.slug;
    };

    expect(slugOf('a', 'private')).toMatch(/^team-[0-9a-f]{8}$/u);
    expect(slugOf('b')).toBe('team');
    expect(slugOf('c')).toMatch(/^team-[0-9a-f]{8}$/u);
  });
});

describe('marking as read', () => {
  function roomWithFiveMessages() {
    const store = freshStore();
    store.writer.createRoom(newRoom());
    const texts = messages(1, 5).map((message) => posted(message.seq + 1, { ordinal: message.ordinal }));
    store.writer.append(appendOf([joined(1, bartek), ...texts]));
    const mark = (ordinal: number) => store.writer.markRead({ roomId: 'r1', userId: bartek.id, ordinal, back: false });
    const position = () => store.reader.room('r1', bartek.id)?.readOrdinal;
    return { ...store, mark, position, [Symbol.dispose]: store[Symbol.dispose] };
  }

  it('begins at nothing read, and answers how many are left', () => {
    using room = roomWithFiveMessages();

    expect(room.position()).toBe(0);
    expect(room.mark(3)).toEqual({ unread: 2, mentions: 0 });
    expect(room.position()).toBe(3);
  });

  it('begins at the last message for who joins later, also in the midst of an append', () => {
    using room = roomWithFiveMessages();

    room.writer.append(appendOf([posted(7, { ordinal: 6 }), joined(8, { id: 'u-cid', name: 'Cid' }), posted(9, { ordinal: 7 })]));

    expect(room.reader.room('r1', 'u-cid')).toMatchObject({ lastOrdinal: 7, readOrdinal: 6 });
  });

  it('knows no position of who is no member', () => {
    using room = roomWithFiveMessages();

    expect(room.writer.markRead({ roomId: 'r1', userId: 'u-nobody', ordinal: 1, back: false })).toBeNull();
    expect(room.writer.markRead({ roomId: 'nowhere', userId: anna.id, ordinal: 1, back: false })).toBeNull();
    expect(room.reader.room('r1', 'u-nobody')?.readOrdinal).toBeNull();
  });

  it('never moves back and never beyond the last message, whatever is marked', () => {
    using room = roomWithFiveMessages();

    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 1, maxLength: 10 }), (ordinals) => {
        for (const ordinal of ordinals) {
          const before = room.position() ?? 0;
          const expected = Math.min(5, Math.max(before, ordinal));
          expect(room.mark(ordinal)).toEqual({ unread: 5 - expected, mentions: 0 });
          expect(room.position()).toBe(expected);
        }
      }),
    );
  });
});

describe('the write-ahead log', () => {
  it('is left alone, without waiting, while somebody reads from it, and cut afterwards', () => {
    using store = freshStore({ walBytesKept: 4_096 });
    store.writer.createRoom(newRoom());
    const other = new Database({ path: store.path, readOnly: true });
    other.exec('BEGIN');
    other.pragma('schema_version');
    store.writer.append(appendOf(messages(1, 50)));

    const began = performance.now();
    store.writer.look();
    const tookMs = performance.now() - began;
    const whileRead = store.writer.walBytes;
    other.exec('COMMIT');
    other.close();
    store.writer.look();

    expect(whileRead).toBeGreaterThan(4_096);
    expect(tookMs).toBeLessThan(1_000);
    expect(store.writer.walBytes).toBe(0);
    expect(store.writer.append(appendOf(messages(51, 60)))).toEqual({ kind: 'committed' });
  });
});
