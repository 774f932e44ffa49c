import type { RoomEvent } from '../../contract/room-events.ts';

/** Something that has to see every event of every room once at least, whatever dies in between: push, webhooks, previews. */
export interface LogConsumer {
  /** Stored with its positions: for ever the same. */
  readonly name: string;
  /** Where the logs are read from when it is new. */
  readonly from: 'start' | 'now';
  /** Events that are younger wait: what they lead to may be settled by then. */
  readonly afterMs?: number;
  /** False: nobody wants to hear of the room now, and its log need not be read up to where it is. */
  concerns?(roomId: string): Promise<boolean>;
  /**
   * The next events of a room, in order. Whoever resolves is done with all of them. Whoever rejects gets them again, and so
   * does whoever resolved just before the process died: what is done twice must look like once.
   */
  consume(roomId: string, events: RoomEvent[]): Promise<void>;
}
