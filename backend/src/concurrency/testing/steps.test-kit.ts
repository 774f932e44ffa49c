/** One shared counter by which a test and a thread go step by step; no side goes on before the other has come so far. */
export class Steps {
  static readonly make = (): SharedArrayBuffer => new SharedArrayBuffer(4);

  readonly #word: Int32Array;

  constructor(memory: SharedArrayBuffer) {
    this.#word = new Int32Array(memory);
  }

  /** Never backwards: a test may allow a later step beforehand. */
  reach(step: number): void {
    if (Atomics.load(this.#word, 0) < step) Atomics.store(this.#word, 0, step);
    Atomics.notify(this.#word, 0);
  }

  /** Only on a worker thread. */
  waitFor(step: number): void {
    for (let now = Atomics.load(this.#word, 0); now < step; now = Atomics.load(this.#word, 0)) Atomics.wait(this.#word, 0, now);
  }

  async reached(step: number): Promise<void> {
    await until(() => Atomics.load(this.#word, 0) >= step);
  }
}

const PATIENCE_MS = 4_000;

/** Lets the event loop turn until it is true; fails the test when it never is. */
export async function until(isTrue: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!isTrue()) {
    if (performance.now() > giveUpAt) throw new Error(`never true: ${isTrue.toString()}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
