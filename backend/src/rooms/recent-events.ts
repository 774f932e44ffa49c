import { LIMITS } from '../contract/limits.ts';
import type { RoomEvent } from '../contract/room-events.ts';
import { decodeEvents } from '../wire/packets/events-packet.ts';
import type { Publication } from '../room-threads/protocol.ts';

export const KEPT_BYTES = 1_048_576;

interface KeptPacket {
  publication: Publication;
  /** Decoded when first asked for. */
  events: RoomEvent[] | null;
}

/** The newest packets of one live room, so that catching up after a short break does not reach the store. */
export class RecentEvents {
  #packets: KeptPacket[] = [];
  #bytes = 0;

  add(publication: Publication): void {
    if (!this.#isNext(publication)) this.#clear();
    this.#packets.push({ publication, events: null });
    this.#bytes += publication.frame.byteLength;
    while (this.#bytes > KEPT_BYTES && this.#packets.length > 1) this.#dropOldest();
  }

  get bytes(): number {
    return this.#bytes;
  }

  get head(): number | null {
    return this.#packets.at(-1)?.publication.last ?? null;
  }

  /** The events after `seq` in this epoch, at most `limit`; null where memory does not reach back so far. */
  after(position: { epoch: string; seq: number }, limit: number): RoomEvent[] | null {
    const first = this.#packets[0]?.publication;
    const head = this.head;
    if (first === undefined || head === null || first.epoch !== position.epoch) return null;
    if (position.seq < first.first - 1 || position.seq > head) return null;
    const packets = this.#packets.filter(({ publication }) => publication.last > position.seq);
    return pageOf(packets.flatMap(sized).filter(({ event }) => event.seq > position.seq), limit);
  }

  #isNext({ first, epoch }: Publication): boolean {
    const newest = this.#packets.at(-1)?.publication;
    return newest === undefined || (newest.last + 1 === first && newest.epoch === epoch);
  }

  #dropOldest(): void {
    this.#bytes -= this.#packets.shift()?.publication.frame.byteLength ?? 0;
  }

  #clear(): void {
    this.#packets = [];
    this.#bytes = 0;
  }
}

function eventsOf(kept: KeptPacket): RoomEvent[] {
  kept.events ??= decodeEvents(kept.publication.frame);
  return kept.events;
}

interface Sized {
  event: RoomEvent;
  /** Its part of the packet it came in; near enough for a bound. */
  bytes: number;
}

function sized(kept: KeptPacket): Sized[] {
  const events = eventsOf(kept);
  return events.map((event) => ({ event, bytes: kept.publication.frame.byteLength / events.length }));
}

/** The first ones, as many as a page may hold, and at least one. */
function pageOf(events: Sized[], limit: number): RoomEvent[] {
  let bytes = 0;
  const end = events.findIndex((sizedEvent, index) => {
    bytes += sizedEvent.bytes;
    return index > 0 && (index >= limit || bytes > LIMITS.pageBytes);
  });
  return (end === -1 ? events : events.slice(0, end)).map(({ event }) => event);
}
