import fc from 'fast-check';
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
    store.writer.renewSession('h1', 99_999);
    store.writer.renewSession('ended', 99_999);

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
  it('answers the room as it is read later', () => {
    using store = freshStore();

    const room = store.writer.createRoom(newRoom({ topic: 'All of it' }));

    expect(room).toMatchObject({ id: 'r1', topic: 'All of it', head: 0, lastOrdinal: 0, readOrdinal: null });
    expect(store.reader.room('r1', null)).toEqual(room);
  });

  it('refuses a name that a public room has, and only then', () => {
    using store = freshStore();
    store.writer.createRoom(newRoom({ nameKey: 'lobby' }));

    expect(store.writer.createRoom(newRoom({ id: 'r2', nameKey: 'lobby' }))).toBeNull();
    expect(store.writer.createRoom(newRoom({ id: 'r3', nameKey: 'lobby', visibility: 'private' }))).not.toBeNull();
    expect(store.writer.createRoom(newRoom({ id: 'r4', nameKey: 'lobby', visibility: 'private' }))).not.toBeNull();
  });

  it('gives a taken slug the next free number', () => {
    using store = freshStore();
    const slugOf = (id: string, slug: string) => store.writer.createRoom(newRoom({ id, slug, nameKey: id }))?.slug;

    expect(slugOf('a', 'team')).toBe('team');
    expect(slugOf('b', 'team-3')).toBe('team-3');
    expect(slugOf('c', 'team-blue')).toBe('team-blue');
    expect(slugOf('d', 'team')).toBe('team-2');
    expect(slugOf('e', 'team')).toBe('team-4');
    expect(slugOf('f', 'team-2')).toBe('team-2-2');
  });
});

describe('marking as read', () => {
  function roomWithFiveMessages() {
    const store = freshStore();
    store.writer.createRoom(newRoom());
    const texts = messages(1, 5).map((message) => posted(message.seq + 1, { ordinal: message.ordinal }));
    store.writer.append(appendOf([joined(1), ...texts]));
    const mark = (ordinal: number) => store.writer.markRead({ roomId: 'r1', userId: anna.id, ordinal });
    const position = () => store.reader.room('r1', anna.id)?.readOrdinal;
    return { ...store, mark, position, [Symbol.dispose]: store[Symbol.dispose] };
  }

  it('begins at nothing read, and answers how many are left', () => {
    using room = roomWithFiveMessages();

    expect(room.position()).toBe(0);
    expect(room.mark(3)).toEqual({ unread: 2 });
    expect(room.position()).toBe(3);
  });

  it('begins at the last message for who joins later, also in the midst of an append', () => {
    using room = roomWithFiveMessages();

    room.writer.append(appendOf([posted(7, { ordinal: 6 }), joined(8, bartek), posted(9, { ordinal: 7 })]));

    expect(room.reader.room('r1', bartek.id)).toMatchObject({ lastOrdinal: 7, readOrdinal: 6 });
  });

  it('knows no position of who is no member', () => {
    using room = roomWithFiveMessages();

    expect(room.writer.markRead({ roomId: 'r1', userId: 'u-nobody', ordinal: 1 })).toBeNull();
    expect(room.writer.markRead({ roomId: 'nowhere', userId: anna.id, ordinal: 1 })).toBeNull();
    expect(room.reader.room('r1', 'u-nobody')?.readOrdinal).toBeNull();
  });

  it('never moves back and never beyond the last message, whatever is marked', () => {
    using room = roomWithFiveMessages();

    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 12 }), { minLength: 1, maxLength: 10 }), (ordinals) => {
        for (const ordinal of ordinals) {
          const before = room.position() ?? 0;
          const expected = Math.min(5, Math.max(before, ordinal));
          expect(room.mark(ordinal)).toEqual({ unread: 5 - expected });
          expect(room.position()).toBe(expected);
        }
      }),
    );
  });
});
