/** Rooms that are remembered one by one; where there are more, all are looked at. */
export const ROOMS_NOTED = 10_000;

interface Failed {
  /** At the event that stands next. */
  tries: number;
  againAt: number;
  /** Up to this number events are given one by one, so that one that fails holds up no others. */
  until: number;
}

/** Rooms with something new in their logs, each once, and those to try again later. */
export class RoomsToRead {
  readonly #noted = new Set<string>();
  readonly #failed = new Map<string, Failed>();
  /** At the start nobody knows what was missed. */
  lookAtAll = true;

  note(roomId: string): void {
    if (this.#noted.size < ROOMS_NOTED) this.#noted.add(roomId);
    else this.lookAtAll = true;
  }

  /** The next room whose time has come. */
  take(now: number): string | undefined {
    for (const roomId of this.#noted) {
      this.#noted.delete(roomId);
      if (!this.#failed.has(roomId)) return roomId;
    }
    for (const [roomId, { againAt }] of this.#failed) if (againAt <= now) return roomId;
    return undefined;
  }

  triesOf(roomId: string): number {
    return this.#failed.get(roomId)?.tries ?? 0;
  }

  isOneByOne(roomId: string): boolean {
    return this.#failed.has(roomId);
  }

  /** Up to and with `seq`. */
  succeeded(roomId: string, seq: number): void {
    const failed = this.#failed.get(roomId);
    if (failed === undefined) return;
    if (seq >= failed.until) this.#failed.delete(roomId);
    else failed.tries = 0;
  }

  /** Where too many fail the oldest is found again by looking at all. */
  failed(roomId: string, seq: number, againAt: number): void {
    const { tries, until } = this.#failed.get(roomId) ?? { tries: 0, until: seq };
    this.#failed.delete(roomId);
    this.#failed.set(roomId, { tries: tries + 1, againAt, until });
    if (this.#failed.size <= ROOMS_NOTED) return;
    const [oldest] = this.#failed.keys();
    if (oldest !== undefined) this.#failed.delete(oldest);
    this.lookAtAll = true;
  }

  /** How long until there is something to do, as far as is known. */
  waitMs(now: number): number {
    if (this.#noted.size > 0) return 0;
    let first = Infinity;
    for (const { againAt } of this.#failed.values()) first = Math.min(first, againAt);
    return Math.max(0, first - now);
  }

  get size(): number {
    return this.#noted.size + this.#failed.size;
  }
}
