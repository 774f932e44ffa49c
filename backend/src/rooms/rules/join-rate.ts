const JOINS = 4;
const WITHIN_MS = 60_000;
/** People remembered; whoever is beyond it begins anew. */
export const JOINERS_KEPT = 1_000;

/** Coming and going in a loop fills everybody's history: so many times a minute, and no more. Times are the room's. */
export class JoinRate {
  readonly #joins = new Map<string, number[]>();

  /** 0, or the milliseconds until the person may join again. */
  waitMs(userId: string, now: number): number {
    const [first] = this.#recent(userId, now).slice(-JOINS);
    return this.#recent(userId, now).length < JOINS || first === undefined ? 0 : first + WITHIN_MS - now;
  }

  note(userId: string, at: number): void {
    const joins = [...this.#recent(userId, at), at];
    this.#joins.delete(userId);
    this.#joins.set(userId, joins);
    if (this.#joins.size <= JOINERS_KEPT) return;
    const [oldest] = this.#joins.keys();
    if (oldest !== undefined) this.#joins.delete(oldest);
  }

  get size(): number {
    return this.#joins.size;
  }

  #recent(userId: string, now: number): number[] {
    return (this.#joins.get(userId) ?? []).filter((at) => now - at < WITHIN_MS);
  }
}
