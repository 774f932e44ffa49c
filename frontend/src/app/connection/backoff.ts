const FIRST_MS = 500;
const CAP_MS = 30_000;

/**
 * How long to wait before try number `attempt` (0, 1, 2 ...). The jitter stays at the cap as well: after a restart
 * thousands of pages must not come back in the same instant.
 */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const whole = Math.min(CAP_MS, FIRST_MS * 2 ** Math.min(attempt, 16));
  return Math.round(whole * (0.5 + random() / 2));
}

/** A server that restarts says when it will be back. Pages come over as long a time again, not all at that moment. */
export function returnMs(afterMs: number, random: () => number = Math.random): number {
  return Math.min(CAP_MS, Math.round(afterMs * (1 + random())));
}
