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
