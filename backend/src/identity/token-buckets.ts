export interface BucketOptions {
  perSecond: number;
  burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Buckets kept at a time; beyond it the longest unused go, which gives their owners a full one. */
const KEPT = 100_000;

/** A token bucket per key, such as a person or an address. A rate of 0 lets everything pass. Times are monotonic. */
export class TokenBuckets {
  readonly #options: BucketOptions;
  readonly #buckets = new Map<string, Bucket>();

  constructor(options: BucketOptions) {
    this.#options = options;
  }

  /** Takes a token; where there is none, says in how many milliseconds there will be. */
  take(key: string, nowMs: number): number {
    const { perSecond, burst } = this.#options;
    if (perSecond === 0) return 0;
    const bucket = this.#buckets.get(key) ?? { tokens: burst, at: nowMs };
    const tokens = Math.min(burst, bucket.tokens + ((nowMs - bucket.at) * perSecond) / 1_000);
    const allowed = tokens >= 1;
    this.#keep(key, { tokens: allowed ? tokens - 1 : tokens, at: nowMs });
    return allowed ? 0 : Math.ceil(((1 - tokens) * 1_000) / perSecond);
  }

  /** Re-inserted at the end, so that the first key is the longest unused one. */
  #keep(key: string, bucket: Bucket): void {
    this.#buckets.delete(key);
    this.#buckets.set(key, bucket);
    if (this.#buckets.size <= KEPT) return;
    const [oldest] = this.#buckets.keys();
    if (oldest !== undefined) this.#buckets.delete(oldest);
  }
}
