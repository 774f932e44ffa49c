import type { MessageVersion } from '../contract/rest.ts';
import type { Message } from '../contract/room-events.ts';

/** What never changes of a message, and whether it was deleted when the log ended at `asOf`. */
export interface MessageFacts {
  id: string;
  seq: number;
  ordinal: number;
  authorId: string;
  deleted: boolean;
  /** The message that the chain of answers began with, where it is not this one. */
  thread: string | null;
  asOf: number;
}

/** What people have reacted with when the log ended at `asOf`. */
export interface ReactedMessage extends MessageFacts {
  /** Emoji and how many. */
  reactions: [emoji: string, count: number][];
  /** Those of who asks. */
  own: string[];
}

/** Messages as they are now. */
export interface MessageReads {
  /** Oldest first. Without `before` and `after`: the newest. */
  messages(query: { roomId: string; before: number | null; after: number | null; limit: number }): Message[];
  /** Of the first message said at that time or later; null where there is none. Messages are dated in their order. */
  ordinalAt(roomId: string, at: number): number | null;
  message(roomId: string, id: string): MessageFacts | null;
  reactedMessage(query: { roomId: string; id: string; userId: string }): ReactedMessage | null;
  /** The message that a chain of answers began with, if it is asked from its start, and the answers; oldest first. */
  thread(query: { roomId: string; id: string; after: number | null; limit: number }): Message[];
  /** What it said from when on, after that event, at most `LIMITS.pageBytes`; nothing of one that was deleted, or is not there. */
  versions(query: { roomId: string; id: string; after: number; limit: number }): MessageVersion[];
  /** As they were pinned. */
  pins(roomId: string): Message[];
}
