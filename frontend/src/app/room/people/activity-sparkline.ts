const SPAN_MS = 10 * 60_000;
const WIDTH = 240;
const BASE = 25;
const MOST = 21;
/** Two beats stand side by side without touching. */
const BEATS = 48;
const STEP = WIDTH / BEATS;

/** A line as a heart draws it: flat while nobody speaks, a beat for each eighth of a minute in which somebody did. */
export function activitySparkline(times: readonly number[], now: number): string {
  const counts = new Array<number>(BEATS).fill(0);
  for (const at of times) {
    const beat = BEATS - 1 - Math.floor((Math.max(0, now - at) / SPAN_MS) * BEATS);
    if (beat >= 0) counts[beat] = (counts[beat] ?? 0) + 1;
  }
  return `M0 ${BASE}${counts.map(beatOf).join('')}H${WIDTH}`;
}

/** A few messages can be told apart, and a thousand still fit. */
function beatOf(count: number, index: number): string {
  if (count === 0) return '';
  const height = Math.round(MOST * (1 - 1 / (1 + count * 0.6)));
  const start = index * STEP;
  return `H${start}l${STEP / 2} ${-height}l${STEP / 2} ${height}`;
}
