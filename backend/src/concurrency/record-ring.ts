/**
 * Records of bytes, first in, first out, in a ring of shared memory. No locking: `push` and `take` need the buffer's lock;
 * the three getters are atomic reads and may be called at any time.
 *
 * Memory, 32-bit words from byteOffset:  0 capacity   1 head   2 tail   3 records   4 used bytes   5 unused
 * The ring itself begins at `dataOffset`. A record is its length (one word) and its bytes, padded to 4. Capacity, head and
 * tail are multiples of 4, so a length never wraps around the end of the ring; bytes do, and are copied in two pieces.
 */
const WORD = 4;
const CAPACITY = 0;
const HEAD = 1;
const TAIL = 2;
const RECORDS = 3;
const USED = 4;

export interface BatchLimits {
  /** At least 1. */
  maxRecords: number;
  /** Counts the records' own bytes. A first record that is longer is taken all the same, alone. */
  maxBytes: number;
}

export class RecordRing {
  static readonly headerBytes = 6 * WORD;

  readonly capacityBytes: number;
  readonly #words: Int32Array;
  readonly #lengths: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(memory: SharedArrayBuffer, byteOffset: number, dataOffset: number) {
    this.#words = new Int32Array(memory, byteOffset, RecordRing.headerBytes / WORD);
    this.capacityBytes = this.#words[CAPACITY]!;
    this.#lengths = new Int32Array(memory, dataOffset, this.capacityBytes / WORD);
    this.#bytes = new Uint8Array(memory, dataOffset, this.capacityBytes);
  }

  static format(memory: SharedArrayBuffer, byteOffset: number, capacityBytes: number): void {
    new Int32Array(memory, byteOffset, 5).set([capacityBytes, 0, 0, 0, 0]);
  }

  static costOf(recordBytes: number): number {
    return WORD + Math.ceil(recordBytes / WORD) * WORD;
  }

  get records(): number {
    return Atomics.load(this.#words, RECORDS);
  }

  get usedBytes(): number {
    return Atomics.load(this.#words, USED);
  }

  fits(cost: number): boolean {
    return cost <= this.capacityBytes - this.usedBytes;
  }

  /** There must be room. */
  push(record: Uint8Array): void {
    const tail = this.#words[TAIL]!;
    const cost = RecordRing.costOf(record.length);
    this.#lengths[tail / WORD] = record.length;
    this.#copyIn(record, this.#after(tail, WORD));
    this.#words[TAIL] = this.#after(tail, cost);
    Atomics.add(this.#words, USED, cost);
    Atomics.add(this.#words, RECORDS, 1);
  }

  /** Moves a batch, lengths included, to the start of `block`, which is as long as the ring; answers how many records it is. */
  take(block: Uint8Array, limits: BatchLimits): number {
    const { records, cost } = this.#measure(limits);
    const head = this.#words[HEAD]!;
    const first = Math.min(cost, this.capacityBytes - head);
    block.set(this.#bytes.subarray(head, head + first));
    block.set(this.#bytes.subarray(0, cost - first), first);
    this.#words[HEAD] = this.#after(head, cost);
    Atomics.sub(this.#words, RECORDS, records);
    Atomics.sub(this.#words, USED, cost);
    return records;
  }

  #measure({ maxRecords, maxBytes }: BatchLimits): { records: number; cost: number } {
    const most = Math.min(this.records, maxRecords);
    let [records, cost, bytes] = [0, 0, 0];
    while (records < most) {
      const length = this.#lengths[this.#after(this.#words[HEAD]!, cost) / WORD]!;
      bytes += length;
      if (records > 0 && bytes > maxBytes) break;
      records += 1;
      cost += RecordRing.costOf(length);
    }
    return { records, cost };
  }

  #copyIn(record: Uint8Array, at: number): void {
    const first = Math.min(record.length, this.capacityBytes - at);
    if (first === record.length) return this.#bytes.set(record, at);
    this.#bytes.set(record.subarray(0, first), at);
    this.#bytes.set(record.subarray(first), 0);
  }

  #after(position: number, bytes: number): number {
    return (position + bytes) % this.capacityBytes;
  }
}
