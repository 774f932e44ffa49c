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
  /** Those whose next event is too young, and when it is not. */
  readonly #later = new Map<string, number>();
  /** At the start nobody knows what was missed. */
  lookAtAll = true;

  /** `afterMs`: no event is read that is younger. */
  constructor(private readonly afterMs = 0) {}

  /** False where that was known: then nobody has to be woken. */
  note(roomId: string): boolean {
    if (this.#noted.has(roomId) || this.#later.has(roomId)) return false;
    if (this.afterMs > 0) return this.#noteLater(roomId);
    if (this.#noted.size < ROOMS_NOTED) this.#noted.add(roomId);
    else this.lookAtAll = true;
    return true;
  }

  /** What it was noted for is old enough then, and what comes meanwhile waits for its own turn. */
  #noteLater(roomId: string): boolean {
    if (this.#failed.has(roomId)) return false;
    this.later(roomId, performance.now() + this.afterMs);
    return true;
  }

  /** Its next event is to be read then; until then the room need not be noted. */
  later(roomId: string, at: number): void {
    this.#failed.delete(roomId);
    if (this.#later.size < ROOMS_NOTED) this.#later.set(roomId, at);
    else this.lookAtAll = true;
  }

  /** The next room whose time has come. */
  take(now: number): string | undefined {
    for (const [roomId, at] of this.#later) {
      // All wait for as long, so whoever came first is first again.
      if (at > now) break;
      this.#later.delete(roomId);
      return roomId;
    }
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
    for (const at of this.#later.values()) {
      first = Math.min(first, at);
      break;
    }
    return Math.max(0, first - now);
  }

  get size(): number {
    return this.#noted.size + this.#failed.size + this.#later.size;
  }
}
