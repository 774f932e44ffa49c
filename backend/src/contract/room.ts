export type Visibility = 'public' | 'private';

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
  /** The last ordinal the reader marked as read; unread is `lastOrdinal - readOrdinal`. */
  readOrdinal: number;
}

export interface Room {
  id: string;
  /** Made from the name, unique, stands in the page's address. */
  slug: string;
  name: string;
  topic: string;
  visibility: Visibility;
  /** People with at least one open socket in the room. */
  online: number;
  /** The last sequence number. */
  head: number;
  /** The ordinal of the last message, which is also the number of messages. */
  lastOrdinal: number;
  /** Milliseconds since 1970. */
  createdAt: number;
  thread: RoomThread;
  membership?: Membership;
}

export interface RoomMember {
  id: string;
  name: string;
  online: boolean;
}
