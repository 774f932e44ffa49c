import type { RoomEvent } from '../../../contract/room-events.ts';

/** Where the event stands. */
export interface Place {
  /** The room's key. */
  room: number;
  roomId: string;
  /** The ordinal of the last message up to the event. */
  ordinal: number;
}

/** Keeps one table of state: the fold of the events, written in their transaction. Applied again to all events in order it makes the same rows. */
export interface Projection {
  readonly types: readonly RoomEvent['type'][];
  /** Before the events of one append. */
  begin?(): void;
  apply(event: RoomEvent, place: Place): void;
  /** After them. */
  finish?(room: number): void;
}
