import type { Sample } from './chronicle.ts';
import { quantilesOf } from './quantiles.ts';
import { msOf, rounded } from './report.ts';

const WINDOW_MS = 1_000;
/** A second with fewer samples has no p99 to speak of. */
const ENOUGH = 20;

export interface Span {
  from: number;
  to: number;
}

/** The p99 of each second of the span, in order of size. */
function p99s(samples: Sample[], { from, to }: Span): number[] {
  const windows = Array.from({ length: Math.floor((to - from) / WINDOW_MS) }, (_, index) => from + index * WINDOW_MS);
  const inEach = windows.map((start) => samples.filter(({ at }) => at >= start && at < start + WINDOW_MS));
  return inEach.filter(({ length }) => length >= ENOUGH).map((window) => quantilesOf(msOf(window)).p99).sort((a, b) => a - b);
}

const medianOf = (sorted: number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;

/**
 * How those fared whom the fault was not for. Noise is how the p99 of a second varies without any fault: what is usual
 * during the fault lies within it, or does not.
 */
export function comparedToNoise(who: string, samples: Sample[], { before, during }: { before: Span; during: Span }): string {
  const [usual, sick] = [p99s(samples, before), p99s(samples, during)];
  const within = medianOf(sick) <= (usual.at(-1) ?? 0);
  const words = (sorted: number[]) => `median ${rounded(medianOf(sorted))}, ${rounded(sorted[0] ?? 0)} to ${rounded(sorted.at(-1) ?? 0)} ms (${sorted.length} s)`;
  return `${who}, p99 of send to ack by the second: before ${words(usual)}, during ${words(sick)}: ${within ? 'within noise' : 'above noise'}`;
}
