import type { RoomThread } from './room-thread.ts';

interface LastBeat {
  heartbeat: number;
  at: number;
}

/**
 * Finds threads that work, or start, without a heartbeat for longer than the limit. A thread that sleeps is well, and
 * one that waits for the journal is the journal's matter: it gives up by itself. Times are monotonic milliseconds.
 */
export class Watchdog {
  readonly #limitMs: number;
  readonly #beats = new WeakMap<RoomThread, LastBeat>();

  constructor(limitMs: number) {
    this.#limitMs = limitMs;
  }

  stuck(threads: Iterable<RoomThread>, nowMs: number): RoomThread[] {
    return [...threads].filter((thread) => this.#silentForMs(thread, nowMs) > this.#limitMs);
  }

  #silentForMs(thread: RoomThread, nowMs: number): number {
    const { heartbeat, state } = thread.signals;
    const last = this.#beats.get(thread);
    const well = state === 'asleep' || state === 'committing';
    if (last !== undefined && last.heartbeat === heartbeat && !well) return nowMs - last.at;
    this.#beats.set(thread, { heartbeat, at: nowMs });
    return 0;
  }
}
