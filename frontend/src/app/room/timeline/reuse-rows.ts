import type { Row, ShownMessage } from './rows';

/** All that a row shows; what is missing here is a type error. */
const SHOWN = Object.keys({
  id: true,
  at: true,
  body: true,
  own: true,
  grouped: true,
  ordinal: true,
  seq: true,
  edited: true,
  deleted: true,
  pinned: true,
  reactions: true,
  replies: true,
  replyTo: true,
  change: true,
  pending: true,
  ahead: true,
} satisfies Record<Exclude<keyof ShownMessage, 'author'>, true>) as Exclude<keyof ShownMessage, 'author'>[];

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
  if (a.kind === 'notice') return b.kind === 'notice' && a.events.length === b.events.length && a.events.at(-1) === b.events.at(-1);
  return a.kind === b.kind;
}

function sameMessage(a: ShownMessage, b: ShownMessage): boolean {
  return SHOWN.every((key) => a[key] === b[key]) && a.author.id === b.author.id && a.author.name === b.author.name;
}
