/** Telling may take this part of the time, and no more. */
const SHARE = 0.1;

/**
 * How often something may be told that goes to many: the next time when the last one is out, and has rested for nine
 * times as long as it took. For a few people that is at once; for 10,000 of whom all come back, seldom. Times are monotonic.
 */
export class AdaptiveThrottle {
  #underWay = 0;
  #beganAt = 0;
  #dueAt = -Infinity;

  isDue(nowMs: number): boolean {
    return this.#underWay === 0 && nowMs >= this.#dueAt;
  }

  begin(nowMs: number): void {
    if (this.#underWay++ === 0) this.#beganAt = nowMs;
  }

  /** As often as `begin`. */
  end(nowMs: number): void {
    if (--this.#underWay === 0) this.#dueAt = this.#beganAt + (nowMs - this.#beganAt) / SHARE;
  }
}
