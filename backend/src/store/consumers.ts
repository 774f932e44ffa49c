import type { RoomEvent } from '../contract/room-events.ts';

/**
 * A consumer reads every room's log from a position that is stored for it, one for each room: rooms' numbers are dense and
 * in order, a number over all rooms would be neither where several nodes commit. One holder at a time has its lease.
 */
export interface ConsumerLease {
  consumer: string;
  /** Unique to the process. */
  holder: string;
}

export interface ConsumerWrites {
  /**
   * Takes a lease that nobody holds or that has run out, or prolongs one's own, by the store's clock; false where it is
   * another's. A consumer that nobody knows yet begins where the logs start, or at their ends.
   */
  leaseConsumer(lease: ConsumerLease & { leaseMs: number; from: 'start' | 'now' }): boolean;
  /** All up to `seq` is done with. Only forward; false where the lease is not the holder's any more. */
  moveConsumer(lease: ConsumerLease & { roomId: string; seq: number }): boolean;
  /** Nothing where it is another's. */
  releaseConsumer(lease: ConsumerLease): void;
}

export interface ConsumerReads {
  /** Of the next `limit` rooms after one, in the order they were made, those with events that are not done with; `next`: where to go on. */
  roomsBehind(query: { consumer: string; after: string | null; limit: number }): { roomIds: string[]; next: string | null };
  /** The next events of a room that are not done with. At most `LIMITS.pageBytes`, but at least one where there is one. */
  eventsFor(query: { consumer: string; roomId: string; limit: number }): RoomEvent[];
}
