export { BoundedBuffer, type BatchLimits, type PutResult } from './bounded-buffer.ts';
export { Condition } from './condition.ts';
export { deadlineAfter, monotonicMs, remainingMs } from './deadline.ts';
export { Mutex } from './mutex.ts';
export { SharedBlockPool } from './shared-block-pool.ts';
