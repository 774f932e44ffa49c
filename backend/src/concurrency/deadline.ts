const MS_PER_SECOND = 1_000;
const NS_PER_MS = 1_000_000;

/**
 * Milliseconds on the monotonic clock; only differences mean something. Not `performance.now()`: its first call loads Node's
 * performance module, 0.17 MB in every thread.
 */
export function monotonicMs(): number {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * MS_PER_SECOND + nanoseconds / NS_PER_MS;
}

/** A moment on the monotonic clock, in milliseconds; Infinity means never. */
export function deadlineAfter(timeoutMs: number): number {
  return timeoutMs === Infinity ? Infinity : monotonicMs() + timeoutMs;
}

export function remainingMs(deadline: number): number {
  return deadline === Infinity ? Infinity : Math.max(0, deadline - monotonicMs());
}
