export interface RestartBudgetOptions {
  restarts: number;
  withinMs: number;
  /** How long a room stays shut after it used up its budget. */
  shutMs: number;
}

/** How often a room's thread may be replaced before the room is given up for a while. Times are monotonic. */
export class RestartBudget {
  readonly #options: RestartBudgetOptions;
  #restartedAt: number[] = [];
  #shutUntil = 0;
  #total = 0;

  constructor(options: RestartBudgetOptions) {
    this.#options = options;
  }

  get total(): number {
    return this.#total;
  }

  /** Counts a restart; false means the budget is spent and the room is shut. */
  spend(nowMs: number): boolean {
    this.#total++;
    this.#restartedAt = this.#restartedAt.filter((at) => nowMs - at < this.#options.withinMs);
    this.#restartedAt.push(nowMs);
    if (this.#restartedAt.length <= this.#options.restarts) return true;
    this.#restartedAt = [];
    this.#shutUntil = nowMs + this.#options.shutMs;
    return false;
  }

  /** Milliseconds until the room may be tried again; 0 when it may. */
  shutForMs(nowMs: number): number {
    return Math.max(0, Math.ceil(this.#shutUntil - nowMs));
  }
}
