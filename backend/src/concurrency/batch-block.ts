import { RecordRing } from './record-ring.ts';

/**
 * One block per thread, grown to its largest ring. Batches are copied into it under the lock and cut into records
 * afterwards, so that nothing is allocated, hence no garbage collected, while other threads wait for the lock.
 */
let block = new Uint8Array(0);

export function blockOf(bytes: number): Uint8Array {
  if (block.length < bytes) block = new Uint8Array(bytes);
  return block;
}

/** The first `records` records of a block that `RecordRing.take` has filled: views of one copy, an allocation for all of them. */
export function recordsIn(filled: Uint8Array, records: number): Uint8Array[] {
  const lengths = new Int32Array(filled.buffer);
  const starts: number[] = [];
  let end = 0;
  for (; starts.length < records; end += RecordRing.costOf(lengths[end / 4]!)) starts.push(end);
  const copy = filled.slice(0, end);
  return starts.map((start) => copy.subarray(start + 4, start + 4 + lengths[start / 4]!));
}
