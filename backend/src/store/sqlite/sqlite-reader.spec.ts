import type { RoomSnapshot } from '../store.ts';
import { Database } from './database.ts';
import { PROJECTIONS } from './projections/statements.ts';
import { DRAFTS } from './drafts.ts';
import { HOOK_READS, HOOK_WRITES } from './hooks.ts';
import { PUSH_DEVICES } from './push-devices.ts';
import { PUSH_TARGETS } from './push-targets.ts';
import { CONSUMERS } from './consumer-statements.ts';
import { READS, WRITES } from './queries.ts';
import { firstResultOf } from '../first-result.ts';
import { anna, appendOf, bartek, freshStore, joined, left, messageOf, messages, newRoom, posted } from './store.test-kit.ts';

function storeWithTenMessages() {
  const store = freshStore();
  store.writer.createRoom(newRoom());
  store.writer.append(appendOf(messages(1, 10)));
  const ordinals = (query: { before?: number; after?: number; limit: number }) =>
    store.reader.messages({ roomId: 'r1', before: null, after: null, ...query }).map(({ ordinal }) => ordinal);
  return { ...store, ordinals, [Symbol.dispose]: store[Symbol.dispose] };
}

describe('reading a log', () => {
  it('gives the events after a number, in order and no more than asked', () => {
    using store = storeWithTenMessages();
    const seqs = (after: number, limit: number) => store.reader.events({ roomId: 'r1', after, limit }).map(({ seq }) => seq);

    expect(seqs(0, 3)).toEqual([1, 2, 3]);
    expect(seqs(8, 100)).toEqual([9, 10]);
    expect(seqs(10, 100)).toEqual([]);
    expect(store.reader.events({ roomId: 'nowhere', after: 0, limit: 10 })).toEqual([]);
  });

  it('gives pages of messages, oldest first', () => {
    using store = storeWithTenMessages();

    expect(store.ordinals({ limit: 3 })).toEqual([8, 9, 10]);
    expect(store.ordinals({ before: 4, limit: 2 })).toEqual([2, 3]);
    expect(store.ordinals({ after: 4, limit: 2 })).toEqual([5, 6]);
    expect(store.ordinals({ after: 4, before: 7, limit: 10 })).toEqual([5, 6]);
    expect(store.ordinals({ before: 1, limit: 2 })).toEqual([]);
  });

  it('gives messages whole', () => {
    using store = storeWithTenMessages();

    expect(store.reader.messages({ roomId: 'r1', before: 2, after: null, limit: 1 })).toEqual([{ ...messageOf(posted(1)), asOf: 10 }]);
  });

  it('lists members by their joining, and counts beyond the list', () => {
    using store = freshStore();
    store.writer.createRoom(newRoom());
    store.writer.append(appendOf([joined(1, bartek), joined(2, anna)]));

    expect(store.reader.members('r1', 1)).toEqual({ members: [{ ...bartek, role: 'member' }], count: 2 });
    expect(store.reader.members('r1', 5).members.map(({ id }) => id)).toEqual([bartek.id, anna.id]);
    expect(store.reader.members('nowhere', 5)).toEqual({ members: [], count: 0 });
  });
});

describe('a snapshot', () => {
  it('holds what the rules of a room go on from', () => {
    using store = freshStore();
    store.writer.createRoom(newRoom({ visibility: 'private' }));
    store.writer.append(appendOf([joined(1, bartek), joined(2, anna), posted(3, { ordinal: 1 })]));

    const snapshot = JSON.parse(new TextDecoder().decode(store.reader.snapshot('r1') ?? undefined)) as RoomSnapshot;

    expect(snapshot).toMatchObject({
      roomId: 'r1',
      epoch: 'e1',
      head: 3,
      lastOrdinal: 1,
      lastAt: 1_003,
      visibility: 'private',
      recent: [firstResultOf(posted(3, { ordinal: 1 }))],
    });
    expect(JSON.stringify(snapshot)).not.toContain('text 3');
  });

  it('holds the newest client ids, oldest first', () => {
    using store = freshStore();
    store.writer.createRoom(newRoom());
    store.writer.append(appendOf(messages(1, 300)));

    const snapshot = JSON.parse(new TextDecoder().decode(store.reader.snapshot('r1') ?? undefined)) as RoomSnapshot;

    expect([snapshot.recent.length, snapshot.recent.at(0)?.ordinal, snapshot.recent.at(-1)?.ordinal]).toEqual([256, 45, 300]);
  });

  it('is null where there is no room', () => {
    using store = freshStore();

    expect(store.reader.snapshot('nowhere')).toBeNull();
  });
});

describe('the directory', () => {
  function storeWithRooms() {
    const store = freshStore();
    const rooms = [newRoom({ id: 'a' }), newRoom({ id: 'b', visibility: 'private' }), newRoom({ id: 'c' }), newRoom({ id: 'd', visibility: 'private' })];
    rooms.forEach((room) => store.writer.createRoom(room));
    store.writer.append(appendOf([joined(1)], 'b'));
    const ids = (after: string | null, { limit = 10, userId = null as string | null, withOwn = true } = {}) =>
      store.reader.rooms({ search: '', after, limit, userId, withOwn }).map(({ id }) => id);
    return { ...store, ids, [Symbol.dispose]: store[Symbol.dispose] };
  }

  it('lists one’s own rooms first, then the public ones, each by creation', () => {
    using store = storeWithRooms();

    expect(store.ids(null)).toEqual(['a', 'c']);
    expect(store.ids(null, { userId: anna.id })).toEqual(['b', 'a', 'c']);
    expect(store.ids(null, { userId: anna.id, withOwn: false })).toEqual(['a', 'c']);
    expect(store.ids(null, { userId: bartek.id })).toEqual(['a', 'c']);
    store.writer.append(appendOf([left(2)], 'b'));
    expect(store.ids(null, { userId: anna.id })).toEqual(['a', 'c']);
  });

  it('goes on after a room, page by page', () => {
    using store = storeWithRooms();

    expect(store.ids(null, { limit: 2, userId: anna.id })).toEqual(['b', 'a']);
    expect(store.ids('b', { limit: 2, userId: anna.id })).toEqual(['a', 'c']);
    expect(store.ids('a', { limit: 2, userId: anna.id })).toEqual(['c']);
    expect(store.ids('a', { limit: 2, userId: anna.id, withOwn: false })).toEqual(['c']);
    expect(store.ids('c')).toEqual([]);
    expect(store.ids('nowhere')).toEqual([]);
  });

  it('finds a room by its id and by its slug', () => {
    using store = freshStore();
    store.writer.createRoom(newRoom({ slug: 'the-lobby' }));

    expect(store.reader.room('r1', null)).toMatchObject({ id: 'r1', slug: 'the-lobby' });
    expect(store.reader.room('the-lobby', null)).toEqual(store.reader.room('r1', null));
    expect(store.reader.room('nowhere', null)).toBeNull();
  });
});

describe('the plan of every query', () => {
  it.each(Object.entries({ ...READS, ...WRITES, ...PROJECTIONS, ...CONSUMERS, ...PUSH_DEVICES, ...DRAFTS, ...PUSH_TARGETS, ...HOOK_READS, ...HOOK_WRITES }))('%s walks through no table and sorts nothing', (_, sql) => {
    using store = freshStore();
    const database = new Database({ path: store.path, readOnly: true });

    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all().map((step) => String(step['detail']));
    database.close();

    expect(plan.filter((detail) => /^SCAN (?!.*CONSTANT|.*VIRTUAL TABLE|\(subquery)|TEMP B-TREE/.test(detail))).toEqual([]);
  });
});
