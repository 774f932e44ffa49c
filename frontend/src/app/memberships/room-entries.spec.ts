import { DEFAULT_POLICY, type MyRoom, type Room } from '@contract/room';
import { withChanges } from './room-directory';
import { sectionsOf } from './room-entries';

function room(id: string, more: Partial<Room> = {}): Room {
  const thread: Room['thread'] = { id: null, dedicated: false, state: 'released', queued: 0, capacity: 1, waiting: 0, restarts: 0 };
  return { id, slug: id, kind: 'room', name: id, topic: '', visibility: 'public', policy: DEFAULT_POLICY, online: 0, head: 0, lastOrdinal: 0, createdAt: 0, thread, ...more };
}

const mine = (id: string, unread = 0): MyRoom => ({ room: room(id), role: 'member', readOrdinal: 0, unread, mentions: 0, level: 'all' });

describe('the directory as it is followed', () => {
  it('adds, replaces and removes', () => {
    const rooms = withChanges([room('a'), room('b')], { created: [room('c')], updated: [room('a', { online: 4 })], removed: ['b'] });

    expect(rooms.map(({ id, online }) => [id, online])).toEqual([['a', 4], ['c', 0]]);
  });

  it('does not take in what is beyond its page', () => {
    expect(withChanges([room('a')], { created: [], updated: [room('z')], removed: [] }).map(({ id }) => id)).toEqual(['a']);
  });
});

describe('sectionsOf', () => {
  it('has one’s own and the others apart, each in the order of names as people count', () => {
    const { mine: own, others } = sectionsOf({ mine: [mine('Room 10'), mine('room 2', 5)], others: [room('Żółw'), room('Zupa')], find: '', now: 0 });

    expect(own.map(({ room: { id }, unread }) => [id, unread])).toEqual([['room 2', 5], ['Room 10', 0]]);
    expect(others.map(({ room: { id }, member }) => [id, member])).toEqual([['Żółw', false], ['Zupa', false]].sort(([one], [other]) => String(one).localeCompare(String(other))));
  });

  it('finds one’s own without their accents; the others the server has found', () => {
    const { mine: own, others } = sectionsOf({ mine: [mine('Żółta łódź'), mine('Film')], others: [room('found')], find: ' zolta lodz', now: 0 });

    expect(own.map(({ room: { id } }) => id)).toEqual(['Żółta łódź']);
    expect(others.map(({ room: { id } }) => id)).toEqual(['found']);
  });

  it('has favourites on top, whatever they are, and nowhere else', () => {
    const direct = (id: string): MyRoom => ({ ...mine(id), room: room(id, { kind: 'direct', lastOrdinal: 1 }), favourite: true });

    const sections = sectionsOf({ mine: [{ ...mine('Kitchen'), favourite: true }, mine('Attic'), direct('Ben')], others: [], find: '', now: 0 });

    expect(Object.values(sections).map((entries: { room: Room }[]) => entries.map(({ room: { id } }) => id))).toEqual([['Ben', 'Kitchen'], ['Attic'], [], []]);
  });
});
