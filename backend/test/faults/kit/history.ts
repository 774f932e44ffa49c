import type { MessageStored } from '../../../src/contract/commands.ts';
import type { ErrorCode } from '../../../src/contract/errors.ts';
import type { RoomEvent } from '../../../src/contract/room-events.ts';

/** One message from its first attempt to its end. Times are monotonic milliseconds of the one process that all clients run in. */
export interface Sent {
  /** The clientId and the body: unique in the whole run. */
  label: string;
  roomId: string;
  authorId: string;
  sentAt: number;
  attempts: number;
  /** Attempts whose outcome the sender did not learn: a time-out or a broken connection. */
  unanswered: number;
  /** Failing acks, as they came. */
  nacks: ErrorCode[];
  ackedAt: number | null;
  ack: MessageStored | null;
  /** An answer that no retry can change. */
  refused: ErrorCode | null;
}

/** An event as somebody was shown it: its number, and who did what. */
export interface Shown {
  seq: number;
  label: string;
}

/** What one client has of one room after it synced. */
export interface View {
  client: string;
  roomId: string;
  run: Shown[];
  /** What came outside of the run: before a hole was closed, or a second time with another content. */
  apart: Shown[];
}

export interface StoredEvent extends Shown {
  clientId: string | null;
  id: string | null;
  ordinal: number | null;
}

/** All that is known of a run, once everything is healed and read back. `stored` holds rows in the order of their numbers. */
export interface History {
  sent: Sent[];
  stored: Map<string, StoredEvent[]>;
  views: View[];
}

/** Whoever comes in, leaves and comes in again has done so under three ids. */
export function labelOf(event: RoomEvent): string {
  return `${event.author.id}/${event.clientId ?? event.type}`;
}
