import { LRUCache } from 'lru-cache';

/** Endpoints in trouble that are remembered. */
export const TROUBLES_KEPT = 10_000;
/** So many times others wait for it a moment; then it rests. */
const PATIENCE = 3;
const REST_MS = 3_600_000;
const GIVEN_UP_AFTER_MS = 3 * 86_400_000;

interface Trouble {
  since: number;
  times: number;
  restsUntil: number;
}

/** Push services that do not answer: asked again soon at first, then once an hour, and given up after three days. */
export class PushTroubles {
  readonly #troubles = new LRUCache<string, Trouble>({ max: TROUBLES_KEPT });

  isResting(endpoint: string, now: number): boolean {
    return (this.#troubles.get(endpoint)?.restsUntil ?? 0) > now;
  }

  over(endpoint: string): void {
    this.#troubles.delete(endpoint);
  }

  /** What to do with it now. */
  add(endpoint: string, now: number): 'again' | 'rest' | 'give up' {
    const { since, times } = this.#troubles.get(endpoint) ?? { since: now, times: 0 };
    if (now - since >= GIVEN_UP_AFTER_MS) return this.#troubles.delete(endpoint) ? 'give up' : 'rest';
    const rests = times + 1 >= PATIENCE;
    this.#troubles.set(endpoint, { since, times: times + 1, restsUntil: rests ? now + REST_MS : 0 });
    return rests ? 'rest' : 'again';
  }

  get size(): number {
    return this.#troubles.size;
  }
}
