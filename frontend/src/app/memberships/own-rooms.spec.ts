import type { Message } from '@contract/room-events';
import type { MyRoom } from '@contract/room';
import { ALA, OLA, messageAt, messagesOf, roomOf } from '../room/room.test-kit';
import { NO_ROOMS, type OwnRooms, counted, heard, joined, left, loud, recalled, said, seenUpTo, synced, unreadAfter } from './own-rooms';

const ME = { id: ALA.id, name: ALA.name };

function mine(id: string, more: Partial<MyRoom> = {}): MyRoom {
  return { room: roomOf({ id, lastOrdinal: 5 }), role: 'member', readOrdinal: 5, unread: 0, mentions: 0, level: 'all', ...more };
}

function known(...rooms: MyRoom[]): OwnRooms {
  return synced(NO_ROOMS, { me: ME, version: 10, reset: true, rooms, removed: [], blocked: [] });
}

const idsOf = ({ rooms }: OwnRooms): string[] => [...(rooms?.keys() ?? [])];
const counts = (state: OwnRooms, id = 'a') => {
  const { unread = -1, mentions = -1, readOrdinal = -1 } = state.rooms?.get(id) ?? {};
  return { unread, mentions, readOrdinal };
};
const message = (ordinal: number, more: Partial<Message> = {}): Message => ({ ...messagesOf([messageAt(ordinal)])[0]!, ...more });

describe('own rooms', () => {
  it('are what this browser knew until the server has told', () => {
    const state = recalled(NO_ROOMS, { version: 7, rooms: [mine('a')] });
    const told = synced(state, { me: ME, version: 9, reset: false, rooms: [mine('b')], removed: ['a'], blocked: [] });

    expect([idsOf(state), state.version, idsOf(told)]).toEqual([['a'], 7, ['b']]);
    expect(recalled(told, { version: 7, rooms: [mine('a')] })).toBe(told);
  });

  it('are nothing before the server has told, whatever is heard', () => {
    expect(heard(NO_ROOMS, { version: 3, rooms: [mine('a')], removed: [], blocked: [] }).rooms).toBeNull();
  });

  it('are as loud as was chosen, and muted no longer than that', () => {
    const muted = loud(known(mine('a')), 'a', { level: 'mentions', mutedUntil: 9 });
    const unmuted = loud(muted, 'a', { level: 'all' });

    expect(muted.rooms?.get('a')).toMatchObject({ level: 'mentions', mutedUntil: 9, readOrdinal: 5 });
    expect(unmuted.rooms?.get('a')).toEqual(mine('a'));
    expect(loud(muted, 'elsewhere', { level: 'none' })).toBe(muted);
  });

  it('take in what has changed since, and lose what is theirs no more', () => {
    const again = synced(known(mine('a'), mine('b')), { me: ME, version: 12, reset: false, rooms: [mine('c')], removed: ['a'], blocked: [] });

    expect(idsOf(again)).toEqual(['b', 'c']);
    expect(again.version).toBe(12);
  });

  it('are all there is after a reset', () => {
    expect(idsOf(synced(known(mine('a'), mine('b')), { me: ME, version: 12, reset: true, rooms: [mine('b')], removed: [], blocked: [] }))).toEqual(['b']);
  });

  it('do not hear a fact that is older than what they know', () => {
    const newer = heard(known(mine('a')), { version: 12, rooms: [mine('a', { unread: 0 })], removed: [], blocked: [] });

    expect(counts(heard(newer, { version: 11, rooms: [mine('a', { unread: 7 })], removed: [], blocked: [] })).unread).toBe(0);
  });

  it('count what is said where one hears it oneself, and not twice', () => {
    const first = said(known(mine('a')), { roomId: 'a', userId: ALA.id, messages: [message(6), message(7, { mentions: [ALA.id] })] });
    const again = said(first, { roomId: 'a', userId: ALA.id, messages: [message(7)] });

    expect(counts(again)).toEqual({ unread: 2, mentions: 1, readOrdinal: 5 });
  });

  it('are unread again after a position that has gone back, although they were read here', () => {
    const read = seenUpTo(known(mine('a', { readOrdinal: 1, unread: 4 })), 'a', 5);
    const back = unreadAfter(read, 'a', 2);
    const told = heard(counted(back, 'a', { unread: 2, mentions: 1 }), { version: 11, rooms: [mine('a', { readOrdinal: 2, unread: 2, mentions: 1 })], removed: [] });

    expect(counts(back)).toEqual({ unread: 3, mentions: 0, readOrdinal: 2 });
    expect(counts(counted(back, 'a', { unread: 2, mentions: 1 }))).toEqual({ unread: 2, mentions: 1, readOrdinal: 2 });
    expect(counts(told)).toEqual({ unread: 2, mentions: 1, readOrdinal: 2 });
  });

  it('are read by writing', () => {
    const state = said(known(mine('a', { unread: 3, mentions: 1 })), { roomId: 'a', userId: ALA.id, messages: [message(6), message(7, { author: ALA }), message(8, { author: OLA })] });

    expect(counts(state)).toEqual({ unread: 1, mentions: 0, readOrdinal: 7 });
  });

  it('are read here at once, and stay so while the server has not heard of it', () => {
    const read = seenUpTo(known(mine('a', { readOrdinal: 2, unread: 3, mentions: 1 })), 'a', 5);
    const late = heard(read, { version: 11, rooms: [mine('a', { readOrdinal: 2, unread: 3, mentions: 1 })], removed: [], blocked: [] });

    expect(counts(read)).toEqual({ unread: 0, mentions: 0, readOrdinal: 5 });
    expect(counts(late)).toEqual({ unread: 0, mentions: 0, readOrdinal: 5 });
  });

  it('follow a device that marks something as unread, once the server has heard of what was read here', () => {
    const read = seenUpTo(known(mine('a', { readOrdinal: 2, unread: 3 })), 'a', 5);
    const confirmed = heard(read, { version: 11, rooms: [mine('a', { readOrdinal: 5 })], removed: [], blocked: [] });
    const marked = heard(confirmed, { version: 12, rooms: [mine('a', { readOrdinal: 3, unread: 2 })], removed: [], blocked: [] });

    expect(counts(marked)).toEqual({ unread: 2, mentions: 0, readOrdinal: 3 });
  });

  it('have a room as soon as one has come in, and not after one has left', () => {
    const inside = joined(known(), roomOf({ id: 'a' }));

    expect(idsOf(inside)).toEqual(['a']);
    expect(idsOf(left(inside, 'a'))).toEqual([]);
    expect(idsOf(joined(known(), { ...roomOf({ id: 'b' }), membership: undefined }))).toEqual([]);
  });
});
