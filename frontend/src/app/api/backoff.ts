const FIRST_MS = 500;
const CAP_MS = 30_000;

/** Failed commands and requests are asked again sooner than a lost connection: it is there. */
const RETRY_FIRST_MS = 1_000;
const RETRY_CAP_MS = 15_000;

/**
 * How long to wait before try number `attempt` (0, 1, 2 ...). The jitter stays at the cap as well: after a restart
 * thousands of pages must not come back in the same instant.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  return spread(Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(attempt, 16)), random);
}

/** Before the `count`-th (1, 2 ...) repetition of a request: never before the server has said, and half as long again at most. */
export function retryMs(count: number, afterMs?: number, random: () => number = Math.random): number {
  if (afterMs !== undefined) return Math.round(afterMs * (1 + random() / 2));
  return spread(Math.min(RETRY_CAP_MS, RETRY_FIRST_MS * count), random);
}

/** A server that restarts says when it will be back. Pages come over as long a time again, not all at that moment. */
export function returnMs(afterMs: number, random: () => number = Math.random): number {
  return Math.min(CAP_MS, Math.round(afterMs * (1 + random())));
}

function spread(wholeMs: number, random: () => number): number {
  return Math.round(wholeMs * (0.5 + random() / 2));
}
