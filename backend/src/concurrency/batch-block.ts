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

/** Copies the first `records` records out of a block that `RecordRing.take` has filled. */
export function recordsIn(filled: Uint8Array, records: number): Uint8Array[] {
  const lengths = new Int32Array(filled.buffer);
  const batch: Uint8Array[] = [];
  for (let at = 0; batch.length < records; ) {
    const length = lengths[at / 4]!;
    batch.push(filled.slice(at + 4, at + 4 + length));
    at += RecordRing.costOf(length);
  }
  return batch;
}
