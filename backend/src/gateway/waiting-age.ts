/**
 * How long the oldest of what waits has waited, told from totals alone: what was written until a moment that is noted waits
 * as long as no more than that was taken. It is never more than the true age, and after a while half of it at least.
 */
export class WaitingAge {
  #mark: { written: number; at: number } | null = null;

  /** While something waits. Bytes since the connection began, and a monotonic clock. */
  note({ written, taken }: { written: number; taken: number }, nowMs: number): number {
    if (this.#mark === null || taken >= this.#mark.written) this.#mark = { written, at: nowMs };
    return nowMs - this.#mark.at;
  }
}
