import type { Row, ShownMessage } from './rows';

/** Rows that say the same stay the same objects, so that a new message does not draw the others again. */
export function reuseRows(before: readonly Row[], rows: readonly Row[]): Row[] {
  const byKey = new Map(before.map((row) => [row.key, row]));
  return rows.map((row) => {
    const known = byKey.get(row.key);
    return known !== undefined && same(known, row) ? known : row;
  });
}

function same(a: Row, b: Row): boolean {
  if (a.kind === 'message') return b.kind === 'message' && sameMessage(a.message, b.message);
  return a.kind === b.kind;
}

function sameMessage(a: ShownMessage, b: ShownMessage): boolean {
  return a.seq === b.seq && a.pending === b.pending && a.ahead === b.ahead && a.grouped === b.grouped && a.body === b.body && a.at === b.at;
}
