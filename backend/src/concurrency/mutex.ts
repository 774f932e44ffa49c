/**
 * A lock between threads: between `lock` and `unlock` one thread at a time. Not recursive, not fair; zeroed memory is a free lock.
 * `lock` and `lockFor` sleep and throw on the main thread; `tryLock` and `unlock` never sleep and may be called anywhere.
 *
 * Memory, 32-bit words from byteOffset:  0 state   1 unused (keeps neighbours on 8 bytes)
 * State:  0 free   1 held, nobody sleeps   2 held, somebody may sleep: unlock must wake one
 *
 * A thread that has slept takes the lock in state 2, because it cannot know whether others sleep still.
 * A holder that dies leaves the lock held for ever: what it guarded may be half written, so nobody may take it over.
 *
 * After the futex lock of mozilla-spidermonkey/js-lock-and-condition (Drepper, "Futexes Are Tricky", mutex2).
 */
import { deadlineAfter, remainingMs } from './deadline.ts';
import { assertMayBlock } from './main-thread.ts';

const FREE = 0;
const HELD = 1;
const CONTENDED = 2;

/** About the time of one critical section (a copy of some kilobytes); longer waits are cheaper asleep. */
const SPINS = 64;

export class Mutex {
  /** Bytes of shared memory that one mutex takes. */
  static readonly byteLength = 8;

  readonly #state: Int32Array;

  /** `byteOffset` is a multiple of 4. */
  constructor(memory: SharedArrayBuffer, byteOffset = 0) {
    this.#state = new Int32Array(memory, byteOffset, 1);
  }

  get locked(): boolean {
    return Atomics.load(this.#state, 0) !== FREE;
  }

  /** Blocks until the lock is held. Throws on the main thread. */
  lock(): void {
    this.lockFor(Infinity);
  }

  /** Never sleeps: tries for about a microsecond, then answers false. */
  tryLock(): boolean {
    for (let spin = 0; spin < SPINS; spin++) {
      if (Atomics.compareExchange(this.#state, 0, FREE, HELD) === FREE) return true;
      Atomics.pause();
    }
    return false;
  }

  /** Blocks for at most `timeoutMs`; false means that the lock is not held. Throws on the main thread. */
  lockFor(timeoutMs: number): boolean {
    assertMayBlock('Mutex.lock');
    return this.tryLock() || this.#lockAsleep(deadlineAfter(timeoutMs));
  }

  /** Throws when nobody holds the lock. That the caller is the holder is not checked. */
  unlock(): void {
    const before = Atomics.exchange(this.#state, 0, FREE);
    if (before === FREE) throw new Error('Mutex.unlock: the mutex is not locked');
    if (before === CONTENDED) Atomics.notify(this.#state, 0, 1);
  }

  #lockAsleep(deadline: number): boolean {
    while (Atomics.exchange(this.#state, 0, CONTENDED) !== FREE) {
      const left = remainingMs(deadline);
      if (left === 0) return false;
      Atomics.wait(this.#state, 0, CONTENDED, left);
    }
    return true;
  }
}
