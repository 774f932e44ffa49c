export interface LateLimits {
  most: number;
  waitMs: number;
}

interface Late<Command> {
  command: Command;
  giveUpAt: number;
}

/** Commands that found the buffer full and wait until there is space, in order: so many at most, and each so long at most. */
export class LateCommands<Command> {
  readonly #limits: LateLimits;
  readonly #onGivenUp: (command: Command) => void;
  #waiting: Late<Command>[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: LateLimits, onGivenUp: (command: Command) => void) {
    this.#limits = limits;
    this.#onGivenUp = onGivenUp;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** False: as many wait as may. */
  tryAdd(command: Command): boolean {
    if (this.#waiting.length >= this.#limits.most) return false;
    this.#waiting.push({ command, giveUpAt: performance.now() + this.#limits.waitMs });
    this.#watch();
    return true;
  }

  /** Takes the first ones, while `tryAccept` takes them. */
  release(tryAccept: (command: Command) => boolean): void {
    const stays = this.#waiting.findIndex(({ command }) => !tryAccept(command));
    this.#waiting.splice(0, stays < 0 ? this.#waiting.length : stays);
    this.#watch();
  }

  takeAll(): Command[] {
    const all = this.#waiting.splice(0);
    this.#watch();
    return all.map(({ command }) => command);
  }

  /** The first one is the first to give up. */
  #watch(): void {
    const [first] = this.#waiting;
    if (first === undefined) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else this.#timer ??= setTimeout(() => this.#giveUp(), Math.max(0, first.giveUpAt - performance.now()));
  }

  #giveUp(): void {
    this.#timer = undefined;
    const now = performance.now();
    const stays = this.#waiting.findIndex(({ giveUpAt }) => giveUpAt > now);
    const late = this.#waiting.splice(0, stays < 0 ? this.#waiting.length : stays);
    this.#watch();
    for (const { command } of late) this.#onGivenUp(command);
  }
}
