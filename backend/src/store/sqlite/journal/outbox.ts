import type { BoundedBuffer } from '../../../concurrency/index.ts';

interface Waiting {
  record: Uint8Array;
  refuse: () => void;
}

/** The main thread's way into the journal's buffer: never waits for the lock, and keeps the order while others hold it. */
export class Outbox {
  readonly #buffer: BoundedBuffer;
  readonly #maxWaiting: number;
  readonly #waiting: Waiting[] = [];
  #whenEmpty = Promise.withResolvers<void>();
  #stopped = false;

  constructor(buffer: BoundedBuffer, maxWaiting = 10_000) {
    this.#buffer = buffer;
    this.#maxWaiting = maxWaiting;
    this.#whenEmpty.resolve();
  }

  /** Calls `refuse` where there is no room. */
  put(record: Uint8Array, refuse: () => void): void {
    if (this.#stopped || this.#waiting.length >= this.#maxWaiting) return refuse();
    if (this.#waiting.length === 0 && this.#settled({ record, refuse })) return;
    if (this.#waiting.push({ record, refuse }) > 1) return;
    this.#whenEmpty = Promise.withResolvers();
    this.#later();
  }

  /** Resolves when nothing waits outside of the buffer. */
  get empty(): Promise<void> {
    return this.#whenEmpty.promise;
  }

  stop(): void {
    this.#stopped = true;
    this.#waiting.splice(0).forEach(({ refuse }) => refuse());
    this.#whenEmpty.resolve();
  }

  #settled({ record, refuse }: Waiting): boolean {
    const result = this.#buffer.tryPut(record);
    if (result === 'full' || result === 'closed') refuse();
    return result !== 'contended';
  }

  #later(): void {
    setImmediate(() => this.#flush());
  }

  #flush(): void {
    const stuck = this.#waiting.findIndex((waiting) => !this.#settled(waiting));
    this.#waiting.splice(0, stuck === -1 ? this.#waiting.length : stuck);
    if (this.#waiting.length > 0) this.#later();
    else this.#whenEmpty.resolve();
  }
}
