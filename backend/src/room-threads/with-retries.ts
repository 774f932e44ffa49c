import { setTimeout as wait } from 'node:timers/promises';

/** About three seconds in all: a reader thread that died is replaced in a tenth of that, a crowd of reads has passed. */
export const LOAD_PAUSES_MS: readonly number[] = [50, 100, 200, 400, 800, 1_600];

/** Tries once more after each pause, and rejects with what failed last. What waits for the result waits so long, and no longer. */
export function withRetries<A extends unknown[], T>(load: (...args: A) => Promise<T>, pausesMs = LOAD_PAUSES_MS): (...args: A) => Promise<T> {
  return async (...args) => {
    for (const pauseMs of pausesMs) {
      try {
        return await load(...args);
      } catch {
        await wait(pauseMs, undefined, { ref: false });
      }
    }
    return load(...args);
  };
}
