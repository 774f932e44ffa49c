/** What is being written at the caret, as far as it can be completed. */
export interface Token {
  kind: 'person' | 'emoji';
  /** Without the sign before it. */
  query: string;
  /** Of the sign, and behind the query. */
  start: number;
  end: number;
}

/** A name may have a blank in it; two end it. */
const PERSON = /(?<=^|[\s(])@(?<query>[^\s@<>]{0,40}(?: [^\s@<>]{1,40})?)$/u;
/** Two letters at least, so that `:)` and `10:30` stay what they are. */
const EMOJI = /(?<=^|[\s(]):(?<query>[\p{L}\p{N}_-]{2,40})$/u;
/** Further back there is no beginning of a token. */
const BACK_MOST = 90;

export function tokenAt(text: string, caret: number): Token | null {
  const before = text.slice(Math.max(0, caret - BACK_MOST), caret);
  return tokenOf('person', PERSON.exec(before), caret) ?? tokenOf('emoji', EMOJI.exec(before), caret);
}

function tokenOf(kind: Token['kind'], match: RegExpExecArray | null, caret: number): Token | null {
  const query = match?.groups?.['query'];
  return query === undefined ? null : { kind, query, start: caret - query.length - 1, end: caret };
}
