import type { CommitTimes } from '../../store-figures.ts';

/**
 * What the journal's thread counts, read by the main thread without asking it. 64-bit words:
 *   0 commits   1 events   2 failed transactions   3 last commit (µs)   4 all commits (µs)   5 bytes of the
 *   write-ahead log   6... commits per bucket
 */
const WORDS = { commits: 0, events: 1, failures: 2, lastMicros: 3, totalMicros: 4, walBytes: 5, buckets: 6 } as const;

/** Upper bounds in milliseconds; the last bucket takes the rest. */
const BOUNDS_MS = [0.5, 1, 2, 5, 10, 20, 50, 100, 250, 1_000, Infinity];

export class JournalStats {
  readonly memory: SharedArrayBuffer;
  readonly #words: BigInt64Array;

  constructor(memory = new SharedArrayBuffer((WORDS.buckets + BOUNDS_MS.length) * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#words = new BigInt64Array(memory);
  }

  countCommit({ events, tookMs }: { events: number; tookMs: number }): void {
    const micros = Math.round(tookMs * 1_000);
    this.#add(WORDS.events, events);
    this.#add(WORDS.totalMicros, micros);
    this.#add(WORDS.buckets + BOUNDS_MS.findIndex((bound) => tookMs <= bound), 1);
    Atomics.store(this.#words, WORDS.lastMicros, BigInt(micros));
    this.#add(WORDS.commits, 1);
  }

  countFailure(): void {
    this.#add(WORDS.failures, 1);
  }

  noteWal(bytes: number): void {
    Atomics.store(this.#words, WORDS.walBytes, BigInt(bytes));
  }

  get commits(): number {
    return this.#read(WORDS.commits);
  }

  get events(): number {
    return this.#read(WORDS.events);
  }

  get failures(): number {
    return this.#read(WORDS.failures);
  }

  get walBytes(): number {
    return this.#read(WORDS.walBytes);
  }

  get commitTimes(): CommitTimes {
    return {
      lastMs: this.#read(WORDS.lastMicros) / 1_000,
      totalMs: this.#read(WORDS.totalMicros) / 1_000,
      buckets: BOUNDS_MS.map((uptoMs, index) => ({ uptoMs, count: this.#read(WORDS.buckets + index) })),
    };
  }

  #add(word: number, amount: number): void {
    Atomics.add(this.#words, word, BigInt(amount));
  }

  #read(word: number): number {
    return Number(Atomics.load(this.#words, word));
  }
}
