import { isMainThread } from 'node:worker_threads';

/** Throws on the main thread: asleep there, it would freeze every socket. Worker threads may block. */
export function assertMayBlock(call: string): void {
  if (isMainThread) throw new Error(`${call} blocks and must not be called on the main thread`);
}
