/**
 * A queue of byte records between threads, in one piece of shared memory, with several producers and consumers.
 * Guarantees: every record that was put is taken once, whole and in the order of the puts; never more than `capacityBytes`
 * wait; after `close` nothing is put and what waits can still be taken. Nobody sleeps for ever while the step it waits for
 * is possible: every put wakes a consumer, every take wakes all producers, whose records differ in size.
 * On the main thread `put`, `takeBatch` and `tryTakeBatch` throw; everything else never blocks there.
 *
 * Memory, from byteOffset, which is a multiple of 8:
 *   0 ring header (record-ring.ts)   24 closed   28 unused   32 mutex   40 notEmpty   48 notFull   56 unused   64 the ring
 *
 * The lock guards the ring alone and only while bytes are copied. `closed` lies outside of it, so that `close` works even
 * when a dead thread holds the lock. Sleepers hold no lock: their predicates read atomics, and what is true then is looked
 * at again under the lock. An external `notEmpty` replaces the word pair at 40, which stays unused.
 */
import { blockOf, recordsIn } from './batch-block.ts';
import { Condition } from './condition.ts';
import { deadlineAfter, remainingMs } from './deadline.ts';
import { assertMayBlock } from './main-thread.ts';
import { Mutex } from './mutex.ts';
import { type BatchLimits, RecordRing } from './record-ring.ts';

export type { BatchLimits };
/** `contended`: another thread holds the lock for now, or for ever if it died with it. */
export type PutResult = 'put' | 'full' | 'contended' | 'closed';

const CLOSED = 24;
const MUTEX = 32;
const NOT_EMPTY = 40;
const NOT_FULL = 48;
const RING = 64;
const ALIGNMENT = 8;
/** Positions and counts are signed 32-bit words. */
const MAX_CAPACITY = 2 ** 31 - ALIGNMENT;

interface Options {
  /** Replaces the buffer's own condition: one thread can so sleep for several buffers. All views need the same one. */
  notEmpty?: Condition;
}

export class BoundedBuffer {
  readonly memory: SharedArrayBuffer;
  readonly byteOffset: number;
  /** Room for records with what they cost; what `create` was asked for, rounded up to a multiple of 8. */
  readonly capacityBytes: number;
  readonly #ring: RecordRing;
  readonly #closed: Int32Array;
  /** For whoever shows what a dead holder does; nobody else locks it from outside. */
  readonly mutex: Mutex;
  readonly #notFull: Condition;
  readonly #notEmpty: Condition;
  /** Its own ones: who sleeps at an external one has more reasons to. */
  readonly #conditions: Condition[];
  readonly #wakeConsumer: () => void;

  private constructor(memory: SharedArrayBuffer, byteOffset: number, external?: Condition) {
    this.memory = memory;
    this.byteOffset = byteOffset;
    this.#ring = new RecordRing(memory, byteOffset, byteOffset + RING);
    this.capacityBytes = this.#ring.capacityBytes;
    this.#closed = new Int32Array(memory, byteOffset + CLOSED, 1);
    this.mutex = new Mutex(memory, byteOffset + MUTEX);
    this.#notFull = new Condition(memory, byteOffset + NOT_FULL);
    const notEmpty = external ?? new Condition(memory, byteOffset + NOT_EMPTY);
    this.#notEmpty = notEmpty;
    this.#conditions = external ? [this.#notFull] : [this.#notFull, notEmpty];
    // Who sleeps at an external condition may wait for different things; at the own one all wait for any record.
    this.#wakeConsumer = external ? () => notEmpty.notifyAll() : () => notEmpty.notifyOne();
  }

  /** Bytes of shared memory for a buffer with room for `capacityBytes` of records with what they cost. */
  static byteLengthFor(capacityBytes: number): number {
    return RING + Math.ceil(capacityBytes / ALIGNMENT) * ALIGNMENT;
  }

  /** Makes an empty buffer, in memory of its own or in a region of `memory` that nobody uses yet or any more. */
  static create(capacityBytes: number, options: Options & { memory?: SharedArrayBuffer; byteOffset?: number } = {}): BoundedBuffer {
    if (!(capacityBytes > 0 && capacityBytes <= MAX_CAPACITY)) throw new RangeError(`capacityBytes must be 1 to ${MAX_CAPACITY}`);
    const byteLength = BoundedBuffer.byteLengthFor(capacityBytes);
    const { memory = new SharedArrayBuffer(byteLength), byteOffset = 0, notEmpty } = options;
    const region = new Uint8Array(memory, byteOffset, byteLength);
    region.fill(0, 0, RING);
    RecordRing.format(memory, byteOffset, byteLength - RING);
    return new BoundedBuffer(memory, byteOffset, notEmpty);
  }

  /** A view of a buffer that `create` has made, on this thread or another. */
  static attach(memory: SharedArrayBuffer, options: Options & { byteOffset?: number } = {}): BoundedBuffer {
    const buffer = new BoundedBuffer(memory, options.byteOffset ?? 0, options.notEmpty);
    if (buffer.capacityBytes === 0) throw new Error('BoundedBuffer.attach: no buffer was created in this memory');
    return buffer;
  }

  /** Bytes of the capacity that a record takes. Puts throw RangeError for one that costs more than the capacity. */
  static costOf(recordBytes: number): number {
    return RecordRing.costOf(recordBytes);
  }

  get closed(): boolean {
    return Atomics.load(this.#closed, 0) === 1;
  }

  /** Records that wait. Read without the lock, like `queuedBytes`. */
  get waiting(): number {
    return this.#ring.records;
  }

  /** Bytes that wait, with what records cost: 0 to `capacityBytes`. */
  get queuedBytes(): number {
    return this.#ring.usedBytes;
  }

  /** Nobody has its lock or sleeps at it. Where no other thread knows it any more, `create` may be called in its memory again. */
  get atRest(): boolean {
    return !this.mutex.locked && this.#conditions.every(({ sleepers }) => sleepers === 0);
  }

  /** Never waits; any thread. */
  tryPut(record: Uint8Array): PutResult {
    this.#checkedCost(record.length);
    if (this.closed) return 'closed';
    return this.mutex.tryLock() ? this.#putLocked(record) : 'contended';
  }

  /** Puts as many of the records as fit, the first ones, under one lock and with one wake-up; says how many. Never waits; any thread. */
  tryPutAll(records: readonly Uint8Array[]): number | 'contended' | 'closed' {
    records.forEach((record) => this.#checkedCost(record.length));
    if (this.closed) return 'closed';
    if (!this.mutex.tryLock()) return 'contended';
    const put = this.#pushAllAndUnlock(records);
    if (put > 0) this.#wakeConsumer();
    return put;
  }

  /** Blocks until there is room. Throws on the main thread. */
  put(record: Uint8Array, timeoutMs = Infinity): 'put' | 'timeout' | 'closed' {
    assertMayBlock('BoundedBuffer.put');
    const cost = this.#checkedCost(record.length);
    const deadline = deadlineAfter(timeoutMs);
    for (;;) {
      if (!this.#notFull.waitUntil(() => this.#fitsOrClosed(cost), remainingMs(deadline))) return 'timeout';
      if (!this.mutex.lockFor(remainingMs(deadline))) return 'timeout';
      const result = this.#putLocked(record);
      if (result !== 'full') return result;
    }
  }

  /** Resolves true when a record of so many bytes would fit, or the buffer is closed; false after `timeoutMs`. Reserves nothing. */
  async roomForAsync(recordBytes: number, timeoutMs: number): Promise<boolean> {
    const cost = this.#checkedCost(recordBytes);
    return this.#notFull.waitAsync(() => this.#fitsOrClosed(cost), timeoutMs);
  }

  /** Copies of what waits, within the limits; empty when nothing waits. Blocks for the lock. Throws on the main thread. */
  tryTakeBatch(limits: BatchLimits): Uint8Array[] {
    if (!(limits.maxRecords >= 1)) throw new RangeError('maxRecords must be at least 1');
    assertMayBlock('BoundedBuffer.tryTakeBatch');
    const block = blockOf(this.capacityBytes);
    const taken = this.#takeLocked(block, limits);
    if (taken === 0) return [];
    this.#notFull.notifyAll();
    if (this.waiting > 0) this.#wakeConsumer();
    return recordsIn(block, taken);
  }

  /** Blocks until something waits; empty on timeout, or when closed and drained. Throws on the main thread. */
  takeBatch(limits: BatchLimits, timeoutMs = Infinity): Uint8Array[] {
    const deadline = deadlineAfter(timeoutMs);
    while (this.#notEmpty.waitUntil(() => this.waiting > 0 || this.closed, remainingMs(deadline))) {
      // Read before the lock: a put that finds the buffer open has then stored its record before the take looks.
      const closed = this.closed;
      const batch = this.tryTakeBatch(limits);
      if (batch.length > 0 || closed) return batch;
    }
    return [];
  }

  /** Any thread, whoever holds the lock. Wakes everybody who waits for records or room. */
  close(): void {
    Atomics.store(this.#closed, 0, 1);
    this.#notEmpty.notifyAll();
    this.#notFull.notifyAll();
  }

  #checkedCost(recordBytes: number): number {
    const cost = RecordRing.costOf(recordBytes);
    if (cost <= this.capacityBytes) return cost;
    throw new RangeError(`A record of ${recordBytes} bytes never fits a buffer of ${this.capacityBytes}`);
  }

  #fitsOrClosed(cost: number): boolean {
    return this.closed || this.#ring.fits(cost);
  }

  #putLocked(record: Uint8Array): 'put' | 'full' | 'closed' {
    const result = this.#pushAndUnlock(record);
    if (result === 'put') this.#wakeConsumer();
    return result;
  }

  #pushAndUnlock(record: Uint8Array): 'put' | 'full' | 'closed' {
    try {
      if (this.closed) return 'closed';
      if (!this.#ring.fits(RecordRing.costOf(record.length))) return 'full';
      this.#ring.push(record);
      return 'put';
    } finally {
      this.mutex.unlock();
    }
  }

  #pushAllAndUnlock(records: readonly Uint8Array[]): number {
    let put = 0;
    try {
      while (put < records.length && !this.closed && this.#ring.fits(RecordRing.costOf(records[put]!.length))) this.#ring.push(records[put++]!);
      return put;
    } finally {
      this.mutex.unlock();
    }
  }

  #takeLocked(block: Uint8Array, limits: BatchLimits): number {
    this.mutex.lock();
    try {
      return this.#ring.take(block, limits);
    } finally {
      this.mutex.unlock();
    }
  }
}
