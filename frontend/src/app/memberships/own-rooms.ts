import type { MeSynced } from '@contract/commands';
import type { Facts } from '@contract/facts';
import type { Message } from '@contract/room-events';
import type { Draft, MyRoom, Room } from '@contract/room';

/** `seen`: how far the reader has read here, where the server may not know it yet. */
export interface OwnRooms {
  version: number | null;
  rooms: ReadonlyMap<string, MyRoom> | null;
  seen: ReadonlyMap<string, number>;
}

export type Loudness = Pick<MyRoom, 'level' | 'mutedUntil'>;

export const NO_ROOMS: OwnRooms = { version: null, rooms: null, seen: new Map() };

/** Calls everybody in the room. */
const EVERYBODY = '@room';

/** As they were when they were kept; what the server has told since is newer. */
export function recalled(state: OwnRooms, { version, rooms }: { version: number | null; rooms: readonly MyRoom[] }): OwnRooms {
  return state.rooms === null ? { ...state, version, rooms: new Map(rooms.map((mine) => [mine.room.id, mine])) } : state;
}

export function synced(state: OwnRooms, { version, reset, rooms, removed }: MeSynced): OwnRooms {
  const before = reset ? new Map<string, MyRoom>() : (state.rooms ?? new Map<string, MyRoom>());
  return told({ ...state, version, rooms: before }, rooms, removed);
}

/** An older one than what is known says nothing. */
export function heard(state: OwnRooms, { version, rooms, removed }: Facts['me:changed']): OwnRooms {
  if (state.rooms === null || (state.version !== null && version < state.version)) return state;
  return told({ ...state, version }, rooms, removed);
}

export function joined(state: OwnRooms, room: Room): OwnRooms {
  if (state.rooms === null || state.rooms.has(room.id) || room.membership === undefined) return state;
  const mine: MyRoom = { room, ...room.membership, unread: 0, mentions: 0, level: 'all' };
  return { ...state, rooms: new Map(state.rooms).set(room.id, mine) };
}

export function left(state: OwnRooms, roomId: string): OwnRooms {
  return state.rooms === null ? state : told(state, [], [roomId]);
}

export function seenUpTo(state: OwnRooms, roomId: string, ordinal: number): OwnRooms {
  const mine = state.rooms?.get(roomId);
  if (mine === undefined || (mine.readOrdinal >= ordinal && mine.unread === 0)) return state;
  const seen = new Map(state.seen).set(roomId, Math.max(ordinal, state.seen.get(roomId) ?? 0));
  return { ...state, seen, rooms: new Map(state.rooms).set(roomId, asSeen(mine, seen.get(roomId))) };
}

export function loud(state: OwnRooms, roomId: string, loudness: Loudness): OwnRooms {
  const mine = state.rooms?.get(roomId);
  if (mine === undefined) return state;
  const changed = { ...mine, ...loudness };
  if (loudness.mutedUntil === undefined) delete changed.mutedUntil;
  return { ...state, rooms: new Map(state.rooms).set(roomId, changed) };
}

export function favoured(state: OwnRooms, roomId: string, favourite: boolean): OwnRooms {
  const mine = state.rooms?.get(roomId);
  if (mine === undefined) return state;
  return { ...state, rooms: new Map(state.rooms).set(roomId, { ...mine, favourite: favourite || undefined }) };
}

/** The position goes back: what comes after it is unread again, whatever was read here. How much that is, the server says; until then it is at most this. */
export function unreadAfter(state: OwnRooms, roomId: string, ordinal: number): OwnRooms {
  const mine = state.rooms?.get(roomId);
  if (mine === undefined) return state;
  const seen = new Map(state.seen);
  seen.delete(roomId);
  const unread = Math.max(0, mine.room.lastOrdinal - ordinal);
  return { ...state, seen, rooms: new Map(state.rooms).set(roomId, { ...mine, readOrdinal: Math.min(mine.readOrdinal, ordinal), unread }) };
}

/** As the server has counted. */
export function counted(state: OwnRooms, roomId: string, counts: Pick<MyRoom, 'unread' | 'mentions'>): OwnRooms {
  const mine = state.rooms?.get(roomId);
  return mine === undefined ? state : { ...state, rooms: new Map(state.rooms).set(roomId, { ...mine, ...counts }) };
}

export function drafted(state: OwnRooms, roomId: string, draft: Draft): OwnRooms {
  const mine = state.rooms?.get(roomId);
  if (mine === undefined) return state;
  return { ...state, rooms: new Map(state.rooms).set(roomId, { ...mine, draft: draft.body === '' ? undefined : draft }) };
}

export function said(state: OwnRooms, { roomId, userId, messages }: { roomId: string; userId: string; messages: readonly Message[] }): OwnRooms {
  const mine = state.rooms?.get(roomId);
  const fresh = messages.filter(({ ordinal }) => ordinal > (mine?.room.lastOrdinal ?? Infinity));
  const last = fresh.at(-1);
  if (mine === undefined || last === undefined) return state;
  const own = fresh.findLast(({ author }) => author.id === userId)?.ordinal;
  const unread = fresh.filter(({ ordinal, author }) => author.id !== userId && ordinal > (own ?? 0));
  const room = { ...mine.room, lastOrdinal: last.ordinal, head: Math.max(mine.room.head, last.seq) };
  const mentioned = unread.filter(({ mentions = [] }) => mentions.includes(userId) || mentions.includes(EVERYBODY));
  const base = own === undefined ? mine : { ...mine, unread: 0, mentions: 0, readOrdinal: own };
  const now: MyRoom = { ...base, room, unread: base.unread + unread.length, mentions: base.mentions + mentioned.length };
  return { ...state, rooms: new Map(state.rooms).set(roomId, now) };
}

function told(state: OwnRooms, rooms: readonly MyRoom[], removed: readonly string[]): OwnRooms {
  const seen = new Map(state.seen);
  const known = new Map(state.rooms);
  for (const mine of rooms) {
    if (mine.readOrdinal >= (seen.get(mine.room.id) ?? 0)) seen.delete(mine.room.id);
    known.set(mine.room.id, asSeen(mine, seen.get(mine.room.id)));
  }
  for (const roomId of removed) {
    known.delete(roomId);
    seen.delete(roomId);
  }
  return { ...state, rooms: known, seen };
}

/** What was read here is read, also where the server said so before it heard of it. */
function asSeen(mine: MyRoom, ordinal = 0): MyRoom {
  if (ordinal <= mine.readOrdinal) return mine;
  const all = ordinal >= mine.room.lastOrdinal;
  return all ? { ...mine, readOrdinal: ordinal, unread: 0, mentions: 0 } : { ...mine, readOrdinal: ordinal };
}
