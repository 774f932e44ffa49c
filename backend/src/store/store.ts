import type { ErrorCode } from '../contract/errors.ts';
import type { Standing } from '../contract/permissions.ts';
import type { Author, RoomEvent } from '../contract/room-events.ts';
import type { Draft, NotifyLevel, RoomKind, RoomPolicy, RoomRole, Visibility } from '../contract/room.ts';
import type { AccountReads, AccountWrites } from './accounts.ts';
import type { AdministrationReads, AdministrationWrites } from './administration.ts';
import type { ConsumerReads, ConsumerWrites } from './consumers.ts';
import type { FirstResult } from './first-result.ts';
import type { HookReads, HookWrites } from './hooks.ts';
import type { InviteReads, InviteWrites } from './invites.ts';
import type { Journal } from './journal.ts';
import type { MessageReads } from './messages.ts';
import type { OwnPlaceWrites } from './own-places.ts';
import type { PeopleReads, PeopleWrites } from './people.ts';
import type { PushReads, PushWrites } from './push.ts';
import type { SearchReads, SearchWrites } from './search.ts';
import type { SecondFactorReads, SecondFactorWrites } from './second-factors.ts';
import type { SessionReads, SessionWrites } from './sessions.ts';
import type { StoreFigures } from './store-figures.ts';

/**
 * All that the server keeps, whatever the engine: rooms and services know this and nothing of files, threads or SQL.
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

  /** The write-ahead log has become large, or small again. */
  abstract onWalSize(listener: (size: WalSize) => void): void;

  /** Stores and answers what waits, then lets go of everything. No room thread may append any more. */
  abstract close(): Promise<void>;
}

/** A row of `rooms`, with what its log says, and what the reader is to it. */
export interface StoredRoom {
  id: string;
  slug: string;
  kind: RoomKind;
  name: string;
  topic: string;
  visibility: Visibility;
  policy: RoomPolicy;
  createdAt: number;
  archivedAt: number | null;
  epoch: string;
  head: number;
  lastOrdinal: number;
  /** The number of the last event that changed who is a member. */
  membersSeq: number;
  /** Of a conversation: whose it is, the reader among them. null where it is a room. */
  people: Author[] | null;
  /** `visitor` also where nobody asked. */
  standing: Standing;
  /** null where the reader is no member. */
  readOrdinal: number | null;
}

/** A room of somebody's own. */
export interface StoredMembership {
  userId: string;
  room: StoredRoom;
  role: RoomRole;
  readOrdinal: number;
  unread: number;
  mentions: number;
  level: NotifyLevel;
  mutedUntil: number | null;
  favourite: boolean;
  draft: Draft | null;
}

export interface NewRoom {
  id: string;
  /** Wanted; where it is taken, or the room is private, something is added that tells nothing. */
  slug: string;
  name: string;
  /** The name as compared: two public rooms never share it. */
  nameKey: string;
  /** The name as searched. */
  searchKey: string;
  topic: string;
  visibility: Visibility;
  kind: RoomKind;
  policy: RoomPolicy;
  createdBy: string;
  createdAt: number;
  epoch: string;
  /** The creator's, unique among the rooms they made. */
  clientId: string;
  /** Of a conversation: the ids of its people, the same in whatever order they were given. */
  peopleKey?: string;
  /** The first events: created, and who is in it from the beginning. */
  events: RoomEvent[];
}

/** `known`: made before by the same person under the same client id, or the conversation of the same people. */
export type RoomCreation = { kind: 'created' | 'known'; roomId: string } | { kind: 'refused'; code: Extract<ErrorCode, 'NAME_TAKEN' | 'CONFLICT'> };

export type { StoredSession } from './sessions.ts';

/** Somebody who is banned or may not speak. */
export interface Sanction {
  userId: string;
  banned: boolean;
  /** Milliseconds since 1970; 0 = not muted. */
  mutedUntil: number;
}

/** All that a room's rules need to go on where the log ends. `recent` holds the newest commands' first results, oldest first. */
export interface RoomSnapshot {
  roomId: string;
  kind: RoomKind;
  epoch: string;
  head: number;
  lastOrdinal: number;
  lastAt: number;
  name: string;
  topic: string;
  visibility: Visibility;
  policy: RoomPolicy;
  archived: boolean;
  members: string[];
  /** Of those members who are more than that. */
  roles: Record<string, RoomRole>;
  sanctions: Sanction[];
  /** Numbers of the messages that are pinned, as they were. */
  pins: number[];
  recent: FirstResult[];
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

/** Of the write-ahead log: it grows for as long as somebody reads from an old state of the database. */
export interface WalSize {
  bytes: number;
  isLarge: boolean;
}

/**
 * `conflict`: the log is not where the append thinks it is; load the room afresh.
 * `duplicates`: some commands were stored before, under the same client ids; nothing of this append was stored.
 * Where they are very many only the first are named; the others show at the next append.
 * `refused`: what one of the events says clashes with another room, or came by an invitation that is over; nothing of this
 * append was stored.
 * `failed`: nothing was stored as far as is known; load the room afresh before the next append.
 */
export type AppendResult =
  | { kind: 'committed' }
  | { kind: 'conflict' }
  | { kind: 'duplicates'; first: FirstResult[] }
  | { kind: 'refused'; seq: number; code: Extract<ErrorCode, 'NAME_TAKEN' | 'NOT_FOUND'> }
  | { kind: 'failed'; code: StorageFailure };

export interface StoredMember extends Author {
  role: RoomRole;
}

export interface MemberPage {
  members: StoredMember[];
  count: number;
}

/** What is written outside of the rooms' logs, and what the answer is: each its own call, many in one transaction. */
export interface StoreWrites extends AccountWrites, AdministrationWrites, ConsumerWrites, HookWrites, InviteWrites, OwnPlaceWrites, PeopleWrites, PushWrites, SearchWrites, SecondFactorWrites, SessionWrites {
  /** Writes something that means nothing, to learn whether anything can be written. */
  probe(now: number): void;
  /** The room with its first events, or nothing. */
  createRoom(room: NewRoom): RoomCreation;
}

/** What can be asked without the writer, and what the answer is. All reads see the last commit. */
export interface StoreReads extends AccountReads, AdministrationReads, ConsumerReads, HookReads, MessageReads, InviteReads, PeopleReads, PushReads, SearchReads, SecondFactorReads, SessionReads {
  room(idOrSlug: string, userId: string | null): StoredRoom | null;
  /** One's own rooms, then the public ones; each oldest first. `search`: a part of the name as `searchKey` has it. */
  rooms(query: { search: string; after: string | null; limit: number; userId: string | null; withOwn: boolean }): StoredRoom[];
  /** All rooms that somebody is a member of. */
  memberships(userId: string): StoredMembership[];
  /** One room as these people's own; those who are no members are left out. */
  membershipsIn(roomId: string, userIds: string[]): StoredMembership[];
  membershipCount(userId: string): number;
  /** JSON of a RoomSnapshot as UTF-8, so that the main thread can pass it on unread. */
  snapshot(roomId: string): Uint8Array<ArrayBuffer> | null;
  /** Like `messages`, at most `LIMITS.pageBytes`, but at least one where there is one. */
  events(query: { roomId: string; after: number; limit: number }): RoomEvent[];
  /** What a command under this client id led to. */
  firstResult(command: { roomId: string; userId: string; clientId: string }): FirstResult | null;
  members(roomId: string, limit: number): MemberPage;
}
