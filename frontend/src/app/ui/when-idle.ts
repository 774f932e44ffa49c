const SAFARI_WAITS_MS = 500;

/** When nothing else is to be done, soon in any case. */
export function whenIdle(act: () => void): void {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(act, { timeout: 2_000 });
  else setTimeout(act, SAFARI_WAITS_MS);
}
