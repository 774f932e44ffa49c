import { until } from '../../../test/kit/until.ts';
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
