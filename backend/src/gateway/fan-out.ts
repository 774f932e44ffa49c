import type { EncodedPacket } from './encoded-packet.ts';

/** What a packet is written to; a ChatSocket is made into one by socket-sink.ts. */
export interface Sink {
  write(packet: EncodedPacket): void;
}

export interface Delivery {
  /** Deliveries with the same key go out in their order; different keys take turns. */
  key: string;
  sinks: readonly Sink[];
  packet: EncodedPacket;
  onDone?: () => void;
}

interface Progress extends Delivery {
  next: number;
}

/**
 * The main thread writes no longer than this in one go: everything else is served in between. The acks of a batch leave
 * after its first slice, so a short one also lets the senders speak, and the journal store, while the rest goes out:
 * 1 instead of 2 ms is 8 % more deliveries in a busy room of 500. With half of it, acks run ahead and packets go out late.
 */
const SLICE_MS = 1;
/** A turn of one key; well below a slice. */
const SINKS_PER_TURN = 32;

/**
 * Writes packets to many sockets in slices, keys in turn, so that a big room's packet does not hold up the others. One for
 * so few that it takes a single turn goes out at once: a quiet room does not wait for the loud one's slice.
 */
export class FanOut {
  readonly #waiting = new Map<string, Progress[]>();
  readonly #now: () => number;
  #scheduled = false;
  #slicedAt = -Infinity;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  deliver(delivery: Delivery): void {
    const progress = { ...delivery, next: 0 };
    const line = this.#waiting.get(delivery.key);
    if (line !== undefined) return void line.push(progress);
    if (delivery.sinks.length <= SINKS_PER_TURN) return this.#serve(delivery.key, [progress]);
    this.#waiting.set(delivery.key, [progress]);
    if (!this.#scheduled) this.#slice();
  }

  /** For whoever keeps the main thread busy between two turns of its loop: the next slice, where it is time for one. */
  goOn(): void {
    if (this.#waiting.size > 0 && this.#now() - this.#slicedAt >= SLICE_MS) this.#write();
  }

  get pending(): number {
    return this.#waiting.size;
  }

  #slice(): void {
    this.#scheduled = true;
    this.#write();
    this.#scheduled = this.#waiting.size > 0;
    if (this.#scheduled) setImmediate(() => this.#slice());
  }

  #write(): void {
    const until = this.#now() + SLICE_MS;
    for (let turn = this.#nextTurn(); turn !== null; turn = this.#nextTurn()) {
      this.#serve(turn.key, turn.line);
      if (this.#now() >= until) break;
    }
    this.#slicedAt = this.#now();
  }

  #nextTurn(): { key: string; line: Progress[] } | null {
    for (const [key, line] of this.#waiting) return { key, line };
    return null;
  }

  /** A turn for the first delivery of the line; then the line goes behind the others, or away when it is done. */
  #serve(key: string, line: Progress[]): void {
    const [delivery] = line;
    this.#waiting.delete(key);
    if (delivery === undefined) return;
    writeTurn(delivery);
    const done = delivery.next >= delivery.sinks.length;
    if (done) line.shift();
    if (line.length > 0) this.#waiting.set(key, line);
    if (done) delivery.onDone?.();
  }
}

function writeTurn(delivery: Progress): void {
  const end = Math.min(delivery.next + SINKS_PER_TURN, delivery.sinks.length);
  for (; delivery.next < end; delivery.next++) delivery.sinks[delivery.next]?.write(delivery.packet);
}
