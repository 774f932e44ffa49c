import type { Row } from './rows';

/** A row, and how far its top is from the top of what is visible. */
export interface ScrollPlace {
  key: string;
  offset: number;
}

/** Where the list is to stand; each wish another object. */
export type Destination =
  | { to: 'end' }
  /** The line above what is new. */
  | { to: 'unread' }
  /** To be marked for a moment. */
  | { to: 'message'; ordinal: number }
  /** Where the reader was. */
  | ({ to: 'place' } & ScrollPlace);

interface Journey {
  list: HTMLElement;
  rows: readonly Row[];
  /** The end of the list is the end of the log. */
  latest: boolean;
  /** Nothing is on its way. */
  isStill: boolean;
  /** What was on its way has failed, and may be asked for again. */
  isLost: boolean;
}

/** The row to show, or the end; null where it has not come yet. What does not come at all leads to the end. */
export function wayTo(destination: Destination, { list, rows, latest, isStill, isLost }: Journey): HTMLElement | 'end' | null {
  if (destination.to === 'end') return latest ? 'end' : null;
  const selector = selectorOf(destination, rows);
  const row = selector === null ? null : list.querySelector<HTMLElement>(selector);
  const isNowhere = isStill && !(destination.to === 'message' && isLost);
  return row ?? (isNowhere ? 'end' : null);
}

function selectorOf(destination: Exclude<Destination, { to: 'end' }>, rows: readonly Row[]): string | null {
  if (destination.to === 'unread') return '.line.new';
  const key = destination.to === 'place' ? destination.key : rows.find((row) => row.kind === 'message' && row.message.ordinal === destination.ordinal)?.key;
  return key === undefined ? null : `[data-key="${CSS.escape(key)}"]`;
}
