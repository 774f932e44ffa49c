import { LRUCache } from 'lru-cache';

export interface BucketOptions {
  perSecond: number;
  burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Buckets kept at a time; beyond it the longest unused go, which gives their owners a full one. */
export const BUCKETS_KEPT = 100_000;

/** A token bucket per key, such as a person or an address. A rate of 0 lets everything pass. Times are monotonic. */
export class TokenBuckets {
  readonly #options: BucketOptions;
  readonly #buckets = new LRUCache<string, Bucket>({ max: BUCKETS_KEPT });

  constructor(options: BucketOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#buckets.size;
  }

  /** Takes a token; where there is none, says in how many milliseconds there will be. */
  take(key: string, nowMs: number): number {
    const { perSecond } = this.#options;
    if (perSecond === 0) return 0;
    const tokens = this.#tokensOf(key, nowMs);
    const allowed = tokens >= 1;
    this.#buckets.set(key, { tokens: allowed ? tokens - 1 : tokens, at: nowMs });
    return allowed ? 0 : Math.ceil(((1 - tokens) * 1_000) / perSecond);
  }

  /** For what turned out to cost more, afterwards: at most a whole burst is owed. Less than nothing gives back. */
  charge(key: string, cost: number, nowMs: number): void {
    const { perSecond, burst } = this.#options;
    if (perSecond === 0) return;
    const tokens = this.#tokensOf(key, nowMs) - cost;
    this.#buckets.set(key, { tokens: Math.min(burst, Math.max(-burst, tokens)), at: nowMs });
  }

  #tokensOf(key: string, nowMs: number): number {
    const { perSecond, burst } = this.#options;
    const bucket = this.#buckets.get(key);
    return bucket === undefined ? burst : Math.min(burst, bucket.tokens + ((nowMs - bucket.at) * perSecond) / 1_000);
  }
}
