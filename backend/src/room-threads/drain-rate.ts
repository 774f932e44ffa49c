const SMOOTHING = 0.2;
const LEAST_MS = 50;
const MOST_MS = 5_000;
const FIRST_GUESS_MS_PER_COMMAND = 0.5;

/** How fast a room works off its commands, to tell a sender who found the buffer full when to come back. */
export class DrainRate {
  #msPerCommand = FIRST_GUESS_MS_PER_COMMAND;
  #lastRoundAt = 0;

  /** After each round; a pause before it says nothing about speed, so long gaps are ignored. */
  note(commands: number, nowMs: number): void {
    const elapsedMs = nowMs - this.#lastRoundAt;
    this.#lastRoundAt = nowMs;
    if (commands === 0 || elapsedMs > MOST_MS) return;
    this.#msPerCommand += SMOOTHING * (elapsedMs / commands - this.#msPerCommand);
  }

  retryAfterMs(waiting: number): number {
    return Math.round(Math.min(MOST_MS, Math.max(LEAST_MS, waiting * this.#msPerCommand)));
  }
}
