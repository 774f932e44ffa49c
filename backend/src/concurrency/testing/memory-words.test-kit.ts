/** Where the headers of bounded-buffer.ts, mutex.ts and condition.ts say that things lie, in bytes. */
export const LAYOUT = { mutex: 32, notEmpty: 40, notFull: 48, ring: 64 };

/** What `sleepers` of the condition at this place says. */
export function sleepersAt(memory: SharedArrayBuffer, byteOffset = 0): number {
  return Atomics.load(new Int32Array(memory), byteOffset / 4 + 1);
}

/** State 2 of the mutex at this place: held, and a thread has gone to sleep for it. */
export function isContended(memory: SharedArrayBuffer, byteOffset = 0): boolean {
  return Atomics.load(new Int32Array(memory), byteOffset / 4) === 2;
}
