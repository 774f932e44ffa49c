import type { ErrorCode } from '../contract/errors.ts';
import type { Author, Message, RoomEvent } from '../contract/room-events.ts';
import type { Visibility } from '../contract/room.ts';
import type { SessionKind } from '../contract/rest.ts';
import type { Journal } from './journal.ts';
import type { StoreFigures } from './store-figures.ts';

/**
 * All that the server keeps, whatever the engine: rooms and services know this and nothing of files, threads or SQL.
 *
 * What a promise has told is seen by every read that begins after it. Several writes may be under way at a time, and are
 * done in any order where nobody waits for the first before asking for the second. Nothing here blocks; only a room
 * thread's JournalClient does. Rejections are StoreErrors: BUSY where too much waits already, and nothing was done;
 * STORAGE_FULL or STORAGE_FAILED.
 */
export abstract class Store {
  /** What room threads append to. */
  abstract readonly journal: Journal;

  /** Resolves when it is on disk. */
  abstract write<M extends keyof StoreWrites>(method: M, ...args: Parameters<StoreWrites[M]>): Promise<ReturnType<StoreWrites[M]>>;

  /** What somebody or something waits for now: sessions, look-ups, a room that wakes, what a client missed, readiness. */
  abstract read<M extends keyof StoreReads>(method: M, ...args: Parameters<StoreReads[M]>): Promise<ReturnType<StoreReads[M]>>;

  /** What may be long, or asked by a crowd: lists, pages of history. However many wait here, `read` does not wait for them. */
  abstract readBulk<M extends keyof StoreReads>(method: M, ...args: Parameters<StoreReads[M]>): Promise<ReturnType<StoreReads[M]>>;

  /** False while transactions fail: what is there can still be read. */
  abstract get isStoring(): boolean;

  abstract stats(): StoreFigures;

  /** Nothing can be stored or read any more, and the process had better stop. */
  abstract onFailure(listener: (error: Error) => void): void;

  /** A transaction or a part of it failed; whoever it was for has been answered. */
  abstract onTrouble(listener: (trouble: StorageTrouble) => void): void;

  /** Stores and answers what waits, then lets go of everything. No room thread may append any more. */
  abstract close(): Promise<void>;
}

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

export interface StorageTrouble {
  code: StorageFailure;
  /** The engine's words; never a text that a person wrote. */
  message: string;
}

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

/** What is written outside of the rooms' logs, and what the answer is: each its own call, many in one transaction. */
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

/** What can be asked without the writer, and what the answer is. All reads see the last commit. */
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
