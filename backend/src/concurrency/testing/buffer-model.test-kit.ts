import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type BatchLimits, BoundedBuffer } from '../index.ts';

const GUARD = 0xa5;
const OFFSET = 24;

type Step = { put: Uint8Array } | { take: BatchLimits } | { close: true };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ put: fc.uint8Array({ maxLength: 70 }) }) },
  { weight: 4, arbitrary: fc.record({ take: fc.record({ maxRecords: fc.integer({ min: 1, max: 5 }), maxBytes: fc.integer({ min: 0, max: 90 }) }) }) },
  { weight: 1, arbitrary: fc.constant({ close: true } as const) },
);

/** A buffer as it would be with no memory to share: an array. */
class Model {
  records: Uint8Array[] = [];
  closed = false;
  readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
  }

  get used(): number {
    return this.records.reduce((sum, record) => sum + BoundedBuffer.costOf(record.length), 0);
  }

  put(record: Uint8Array): string {
    if (BoundedBuffer.costOf(record.length) > this.capacity) return 'RangeError';
    if (this.closed) return 'closed';
    if (this.used + BoundedBuffer.costOf(record.length) > this.capacity) return 'full';
    this.records.push(record);
    return 'put';
  }

  take({ maxRecords, maxBytes }: BatchLimits): Uint8Array[] {
    let [count, bytes] = [0, 0];
    for (const record of this.records.slice(0, maxRecords)) {
      bytes += record.length;
      if (count > 0 && bytes > maxBytes) break;
      count += 1;
    }
    return this.records.splice(0, count);
  }
}

function resultOf(put: () => string): string {
  try {
    return put();
  } catch (error) {
    assert(error instanceof RangeError);
    return 'RangeError';
  }
}

function play(buffer: BoundedBuffer, model: Model, next: Step): void {
  if ('put' in next) {
    const expected = model.put(next.put);
    assert.equal(resultOf(() => buffer.tryPut(next.put)), expected);
  } else if ('take' in next) {
    assert.deepEqual(buffer.tryTakeBatch(next.take), model.take(next.take));
  } else {
    buffer.close();
    model.closed = true;
  }
  assert.deepEqual([buffer.waiting, buffer.queuedBytes, buffer.closed], [model.records.length, model.used, model.closed]);
}

/** Any sequence of puts, takes and closings; the buffer lies between guard bytes that nobody may touch. */
export function checkAgainstModel(runs: number): number {
  let steps = 0;
  const sequences = fc.array(step, { maxLength: 60, size: 'max' });
  const property = fc.property(fc.integer({ min: 1, max: 160 }), sequences, (capacity, sequence) => {
    const memory = new SharedArrayBuffer(OFFSET + BoundedBuffer.byteLengthFor(capacity) + OFFSET);
    new Uint8Array(memory).fill(GUARD);
    const buffer = BoundedBuffer.create(capacity, { memory, byteOffset: OFFSET });
    const model = new Model(buffer.capacityBytes);
    for (const next of sequence) play(buffer, model, next);
    steps += sequence.length;
    const guards = [...new Uint8Array(memory, 0, OFFSET), ...new Uint8Array(memory, memory.byteLength - OFFSET)];
    assert(guards.every((byte) => byte === GUARD));
  });
  fc.assert(property, { numRuns: runs });
  return steps;
}
