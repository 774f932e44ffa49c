import { errorText } from '../../api/error-text';
import type { Direction, Failures } from './history';

/** What is to be said of pages that have not come, and which are asked for again. */
export interface HistoryFailure {
  direction: Direction;
  words: string;
}

export function firstFailure(failed: Failures, directions: readonly Direction[]): HistoryFailure | null {
  const direction = directions.find((one) => failed[one] !== undefined);
  const code = direction === undefined ? undefined : failed[direction];
  return direction === undefined || code === undefined ? null : { direction, words: errorText({ code }) };
}
