const LOOK_EVERY_MS = 5;
const PATIENCE_MS = 20_000;

/** Waits for a condition and looks again and again; throws when it never holds. */
export async function until(condition: () => boolean | Promise<boolean>, what = condition.toString(), limitMs = PATIENCE_MS): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited in vain for ${what}`);
    await pause(LOOK_EVERY_MS);
  }
}

/** For what takes time in itself, such as a rate; what can be looked at is waited for with `until`. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
