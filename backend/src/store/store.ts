import type { ErrorCode } from '../contract/errors.ts';
import type { Author, Message, RoomEvent } from '../contract/room-events.ts';
import type { Visibility } from '../contract/room.ts';
import type { SessionKind } from '../contract/rest.ts';

/** A row of `rooms`, with what the log says of it. */
export interface StoredRoom {
  id: string;
  slug: string;
  name: string;
  topic: string;
  visibility: Visibility;
  createdBy: string;
  createdAt: number;
  epoch: string;
  head: number;
  lastOrdinal: number;
  /** The reader's last read ordinal; null where the reader is no member or nobody asked. */
  readOrdinal: number | null;
}

export interface NewRoom {
  id: string;
  /** Wanted; a number is added where it is taken. */
  slug: string;
  name: string;
  /** The name as compared: two public rooms never share it. */
  nameKey: string;
  topic: string;
  visibility: Visibility;
  createdBy: string;
  createdAt: number;
  epoch: string;
}

export interface StoredSession {
  tokenHash: string;
  kind: SessionKind;
  user: Author;
  createdAt: number;
  expiresAt: number;
}

/** The first result of a message, found again by who sent it under which client id. */
export interface SentBefore {
  authorId: string;
  clientId: string;
  seq: number;
  ordinal: number;
  at: number;
  id: string;
}

/** All that a room's rules need to go on where the log ends. `recent` holds the newest messages' client ids, oldest first. */
export interface RoomSnapshot {
  roomId: string;
  epoch: string;
  head: number;
  lastOrdinal: number;
  lastAt: number;
  visibility: Visibility;
  createdBy: string;
  members: Author[];
  recent: SentBefore[];
}

/** A room's next events: dense, the first one is `expectedSeq + 1`. */
export interface RoomAppend {
  roomId: string;
  expectedSeq: number;
  events: RoomEvent[];
  /** `events`, each as the JSON that is stored and sent. */
  encoded: string[];
}

export type StorageFailure = Extract<ErrorCode, 'STORAGE_FULL' | 'STORAGE_FAILED'>;

/**
 * `conflict`: the log is not where the append thinks it is; load the room afresh.
 * `duplicates`: some messages were stored before, under the same client ids; nothing of this append was stored.
 * Where they are very many only the first are named; the others show at the next append.
 * `failed`: nothing was stored as far as is known; load the room afresh before the next append.
 */
export type AppendResult =
  | { kind: 'committed' }
  | { kind: 'conflict' }
  | { kind: 'duplicates'; sentBefore: SentBefore[] }
  | { kind: 'failed'; code: StorageFailure };

export interface MemberPage {
  members: Author[];
  count: number;
}

/** What is written outside of the rooms' logs: each its own call, many in one transaction. */
export interface StoreWrites {
  createSession(session: StoredSession): void;
  endSession(tokenHash: string): void;
  /** Nothing where it has ended. */
  renewSession(tokenHash: string, expiresAt: number): void;
  /** The token hashes of the sessions it ended. */
  endSessionsOf(userId: string): string[];
  /** Removes the sessions that ended before `now`, at most `limit` of them, and says how many. */
  pruneSessions(now: number, limit: number): number;
  /** Writes something that means nothing, to learn whether anything can be written. */
  probe(now: number): void;
  /** null: the name is taken. */
  createRoom(room: NewRoom): StoredRoom | null;
  /** Moves the member's position forward, never back; null where the user is no member. */
  markRead(mark: { roomId: string; userId: string; ordinal: number }): { unread: number } | null;
}

/** What can be asked without the writer. All reads see the last commit. */
export interface StoreReads {
  session(tokenHash: string): StoredSession | null;
  room(idOrSlug: string, userId: string | null): StoredRoom | null;
  /** By creation, newest last: the public ones, and the private ones that `userId` is a member of. */
  rooms(query: { after: string | null; limit: number; userId: string | null }): StoredRoom[];
  /** JSON of a RoomSnapshot as UTF-8, so that the main thread can pass it on unread. */
  snapshot(roomId: string): Uint8Array<ArrayBuffer> | null;
  /** Like `messages`, at most `LIMITS.pageBytes`, but at least one where there is one. */
  events(query: { roomId: string; after: number; limit: number }): RoomEvent[];
  /** Oldest first. Without `before` and `after`: the newest. */
  messages(query: { roomId: string; before: number | null; after: number | null; limit: number }): Message[];
  members(roomId: string, limit: number): MemberPage;
}
