import type { Room } from '@contract/room';
import { changeRooms, sectionsOf } from './room-directory';

function room(id: string, more: Partial<Room> = {}): Room {
  const thread: Room['thread'] = { id: null, dedicated: false, state: 'released', queued: 0, capacity: 1, waiting: 0, restarts: 0 };
  return { id, slug: id, name: id, topic: '', visibility: 'public', online: 0, head: 0, lastOrdinal: 0, createdAt: 0, thread, ...more };
}

describe('changeRooms', () => {
  it('adds, replaces and removes', () => {
    const rooms = changeRooms([room('a'), room('b')], { created: [room('c')], updated: [room('a', { online: 4 })], removed: ['b'] });

    expect(rooms.map(({ id, online }) => [id, online])).toEqual([['a', 4], ['c', 0]]);
  });

  it('keeps the own membership, which a fact for everybody cannot carry', () => {
    const [known] = changeRooms([room('a', { membership: { readOrdinal: 3 } })], { created: [], updated: [room('a')], removed: [] });

    expect(known?.membership).toEqual({ readOrdinal: 3 });
  });

  it('never moves a head back', () => {
    const [known] = changeRooms([room('a', { head: 9, lastOrdinal: 7 })], { created: [], updated: [room('a', { head: 5, lastOrdinal: 4 })], removed: [] });

    expect([known?.head, known?.lastOrdinal]).toEqual([9, 7]);
  });
});

describe('sectionsOf', () => {
  const rooms = [room('zupa', { lastOrdinal: 9 }), room('Film', { lastOrdinal: 5 }), room('Żółta łódź')];

  it('computes unread from positions, for members only', () => {
    const { mine, others } = sectionsOf(rooms, new Map([['zupa', 4], ['Film', 8]]), '');

    expect(mine.map(({ room: { id }, unread }) => [id, unread])).toEqual([['Film', 0], ['zupa', 5]]);
    expect(others.map(({ room: { id }, unread }) => [id, unread])).toEqual([['Żółta łódź', 0]]);
  });

  it('finds names without their accents', () => {
    expect(sectionsOf(rooms, new Map(), ' zolta lodz').others.map(({ room: { id } }) => id)).toEqual(['Żółta łódź']);
  });
});
