import type { RoomEntry } from '../memberships/room-entries';
import { roomOf } from '../room/room.test-kit';
import { walkedTo } from './walk-rooms';

const entries = [['a', 0], ['b', 2], ['c', 0], ['d', 1]].map(([name, unread]): RoomEntry => ({ room: roomOf({ slug: String(name), name: String(name) }), member: true, unread: Number(unread), mentions: 0, quiet: false, drafted: false }));

describe('walking through the rooms', () => {
  it.each([
    ['next', 'a', 'b'],
    ['next', 'd', 'a'],
    ['previous', 'a', 'd'],
    ['next', '', 'a'],
    ['previous', '', 'd'],
    ['next unread', 'b', 'd'],
    ['next unread', 'd', 'b'],
    ['previous unread', 'd', 'b'],
    ['next unread', '', 'b'],
  ] as const)('%s from "%s" is "%s"', (wish, current, room) => {
    expect(walkedTo({ entries, current, wish })?.slug).toBe(room);
  });

  it('goes nowhere where there is nowhere else', () => {
    expect(walkedTo({ entries: [], current: '', wish: 'next' })).toBeUndefined();
    expect(walkedTo({ entries: entries.slice(0, 1), current: 'a', wish: 'next' })).toBeUndefined();
    expect(walkedTo({ entries: entries.slice(0, 1), current: '', wish: 'next unread' })).toBeUndefined();
  });
});
