/**
 * A place to sleep until something becomes true that another thread changes.
 * Guarantees: no lost wake-up (a notify after the predicate's last evaluation always ends the sleep) and no false one
 * (the predicate is evaluated again after every wake-up). `wait` and `waitUntil` sleep and throw on the main thread;
 * `waitAsync` and both notifies may be called anywhere. A notifier first makes the predicate true, then notifies.
 *
 * Memory, 32-bit words from byteOffset:  0 sequence, bumped by every notify   1 sleepers, blocked and asynchronous ones
 *
 * Order is everything. Sleeper: read sequence, evaluate, sleepers + 1, sleep only if the sequence is still the same.
 * Notifier: change, sequence + 1, wake only if there are sleepers. Atomics have one order in all threads, so either the
 * sleeper sees the new sequence or the notifier sees the sleeper. A thread that dies asleep stays counted: that costs
 * later notifies a system call, nothing more.
 *
 * After the condition of mozilla-spidermonkey/js-lock-and-condition, with a count of sleepers and deadlines added.
 */
import { deadlineAfter, remainingMs } from './deadline.ts';
import { assertMayBlock } from './main-thread.ts';
import type { Mutex } from './mutex.ts';

const SEQUENCE = 0;
const SLEEPERS = 1;

export class Condition {
  /** Bytes of shared memory that one condition takes. */
  static readonly byteLength = 8;

  readonly #words: Int32Array;

  /** `byteOffset` is a multiple of 4. */
  constructor(memory: SharedArrayBuffer, byteOffset = 0) {
    this.#words = new Int32Array(memory, byteOffset, 2);
  }

  /** Who sleeps here, asynchronous ones included, and who died asleep. */
  get sleepers(): number {
    return Atomics.load(this.#words, SLEEPERS);
  }

  /**
   * Call it with `mutex` held: blocks until `predicate()`, which is evaluated with the mutex held; false after `timeoutMs`.
   * The mutex is held again on return, for which it waits beyond the timeout if it must. Throws on the main thread.
   */
  wait(mutex: Mutex, predicate: () => boolean, timeoutMs = Infinity): boolean {
    return this.#sleepUntil(predicate, timeoutMs, mutex);
  }

  /** Blocks until `predicate()`, which may read nothing but atomics; false after `timeoutMs`. Throws on the main thread. */
  waitUntil(predicate: () => boolean, timeoutMs = Infinity): boolean {
    return this.#sleepUntil(predicate, timeoutMs);
  }

  /**
   * Resolves true once `predicate()`, which may read nothing but atomics, and false after `timeoutMs`.
   * A pending promise does not keep the process alive.
   */
  async waitAsync(predicate: () => boolean, timeoutMs: number): Promise<boolean> {
    const deadline = deadlineAfter(timeoutMs);
    for (;;) {
      const sequence = Atomics.load(this.#words, SEQUENCE);
      if (predicate()) return true;
      const left = remainingMs(deadline);
      if (left === 0) return false;
      await this.#sleepAsync(sequence, left);
    }
  }

  /** Wakes one sleeper. Right only where all sleepers wait for the same; otherwise `notifyAll`. Never blocks. */
  notifyOne(): void {
    this.#notify(1);
  }

  /** Wakes every sleeper. Never blocks. */
  notifyAll(): void {
    this.#notify(Infinity);
  }

  #notify(count: number): void {
    Atomics.add(this.#words, SEQUENCE, 1);
    if (Atomics.load(this.#words, SLEEPERS) > 0) Atomics.notify(this.#words, SEQUENCE, count);
  }

  #sleepUntil(predicate: () => boolean, timeoutMs: number, mutex?: Mutex): boolean {
    assertMayBlock('Condition.wait');
    const deadline = deadlineAfter(timeoutMs);
    for (;;) {
      const sequence = Atomics.load(this.#words, SEQUENCE);
      if (predicate()) return true;
      const left = remainingMs(deadline);
      if (left === 0) return false;
      mutex?.unlock();
      this.#sleep(sequence, left);
      mutex?.lock();
    }
  }

  #sleep(sequence: number, timeoutMs: number): void {
    Atomics.add(this.#words, SLEEPERS, 1);
    Atomics.wait(this.#words, SEQUENCE, sequence, timeoutMs);
    Atomics.sub(this.#words, SLEEPERS, 1);
  }

  async #sleepAsync(sequence: number, timeoutMs: number): Promise<void> {
    Atomics.add(this.#words, SLEEPERS, 1);
    await Atomics.waitAsync(this.#words, SEQUENCE, sequence, timeoutMs).value;
    Atomics.sub(this.#words, SLEEPERS, 1);
  }
}
