export type Visibility = 'public' | 'private';
export type RoomKind = 'room' | 'direct';
export type RoomRole = 'owner' | 'moderator' | 'member';

/** What a command meets when the room's buffer is full: BUSY at once, or a wait for space, which is bounded by LIMITS. */
export type BufferPolicy = 'refuse' | 'wait';

/** How a room is run; changed live. */
export interface RoomPolicy {
  posting: 'everyone' | 'moderators';
  /** A member posts no more often; 0 = as fast as they like. Moderators are exempt. */
  slowModeSeconds: number;
  /** Whether guests may join. */
  guests: boolean;
  buffer: BufferPolicy;
}

export const DEFAULT_POLICY: Readonly<RoomPolicy> = { posting: 'everyone', slowModeSeconds: 0, guests: true, buffer: 'refuse' };

/**
 * The thread that serves a room now. `released` means the room is silent and has none; the next command wakes one.
 * `dedicated` is true only where the thread serves this room and no other.
 */
export interface RoomThread {
  /** null while released. */
  id: string | null;
  dedicated: boolean;
  state: 'released' | 'starting' | 'asleep' | 'working' | 'restarting' | 'unavailable';
  /** Bytes of commands in the room's buffer, of `capacity` bytes. */
  queued: number;
  capacity: number;
  /** Commands that the thread has not taken yet. */
  waiting: number;
  /** How often this room's thread was replaced since the server started. */
  restarts: number;
}

/** The reader's own place in a room; present only where the reader is a member. */
export interface Membership {
  role: RoomRole;
  /** The last ordinal the reader has read. */
  readOrdinal: number;
}

export interface Room {
  id: string;
  /** Made from the name, unique, stands in the page's address. It stays when the room is renamed. */
  slug: string;
  kind: RoomKind;
  name: string;
  topic: string;
  visibility: Visibility;
  policy: RoomPolicy;
  /** People with at least one open socket in the room. */
  online: number;
  /** The last sequence number. */
  head: number;
  /** The ordinal of the last message, which is also the number of messages. */
  lastOrdinal: number;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Milliseconds since 1970; readable, but nothing can be said any more. */
  archivedAt?: number;
  thread: RoomThread;
  /** Of a conversation: whose it is, the reader among them, at most `LIMITS.directPeople`. They stand for its name, which is empty. */
  people?: RoomPerson[];
  membership?: Membership;
}

/** `online`: connected with something that follows their rooms. */
export interface RoomPerson {
  id: string;
  name: string;
  online: boolean;
}

export interface RoomMember {
  id: string;
  name: string;
  role: RoomRole;
  online: boolean;
}

/** What somebody has begun to write in a room and not said yet, the same on all of their devices. */
export interface Draft {
  body: string;
  replyTo?: string;
  /** Milliseconds since 1970: when the server was told. */
  at: number;
}

/** A room in somebody's own list. `unread` are the messages after `readOrdinal` that are neither theirs nor deleted. */
export interface MyRoom {
  room: Room;
  role: RoomRole;
  readOrdinal: number;
  unread: number;
  /** How many of the unread ones mention them, or everybody. */
  mentions: number;
  level: NotifyLevel;
  /** Milliseconds since 1970. */
  mutedUntil?: number;
  /** They want it on top of their list. */
  favourite?: true;
  draft?: Draft;
}

export type NotifyLevel = 'all' | 'mentions' | 'none';
