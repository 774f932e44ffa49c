import { LIMITS } from '../../../contract/limits.ts';
import type { SearchSegment } from '../../../contract/rest.ts';
import { foldedPlaces, MENTION_PLACE, mentionsOf, searchableText } from '../../../contract/search-text.ts';

const BEFORE_HIT = 60;
const HITS_SHOWN = 50;
const LOW_SURROGATE = /^[\udc00-\udfff]/;

interface Range {
  start: number;
  end: number;
}

export interface SnippetOf {
  body: string;
  terms: readonly string[];
  nameOf: (userId: string) => string;
}

/** The part of a text around the first hit, in pieces of text and of what was looked for. */
export function snippetOf({ body, terms, nameOf }: SnippetOf): SearchSegment[] {
  const text = searchableText(body);
  const hits = hitsIn(text, terms);
  const shown = windowOf(text, hits[0]?.start ?? 0);
  const mentioned = mentionsOf(body).values();
  const named = (piece: string): string => piece.replaceAll(MENTION_PLACE, () => `@${nameOf(mentioned.next().value ?? '')}`);
  named(text.slice(0, shown.start));
  const pieces: SearchSegment[] = [];
  let at = shown.start;
  for (const { start, end } of hits.filter((hit) => hit.start >= shown.start && hit.end <= shown.end)) {
    if (start > at) pieces.push({ text: named(text.slice(at, start)) });
    pieces.push({ text: named(text.slice(start, end)), hit: true });
    at = end;
  }
  if (shown.end > at) pieces.push({ text: named(text.slice(at, shown.end)) });
  if (shown.start > 0) pieces.unshift({ text: '…' });
  if (shown.end < text.length) pieces.push({ text: '…' });
  return pieces;
}

/** Where the terms stand, none twice. */
function hitsIn(text: string, terms: readonly string[]): Range[] {
  const { folded, places } = foldedPlaces(text);
  const found = terms.flatMap((term) => [...placesOf(folded, term)].map((at) => rangeOf(places, at, term.length)));
  const merged: Range[] = [];
  for (const range of found.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

function* placesOf(folded: string, term: string): Generator<number> {
  let at = folded.indexOf(term);
  for (let count = 0; at !== -1 && count < HITS_SHOWN; count++) {
    yield at;
    at = folded.indexOf(term, at + term.length);
  }
}

/** A letter that is folded to two is marked whole. */
function rangeOf(places: number[], at: number, length: number): Range {
  const start = places[at] ?? 0;
  let last = at + length;
  while (last < places.length - 1 && places[last] === places[last - 1]) last++;
  return { start, end: places[last] ?? start };
}

/** Begins and ends at spaces where some are near. */
function windowOf(text: string, hit: number): Range {
  const wanted = hit <= BEFORE_HIT ? 0 : hit - BEFORE_HIT;
  const space = wanted === 0 ? -1 : text.slice(wanted, hit).search(/\s/u);
  const start = whole(text, space === -1 ? wanted : wanted + space + 1);
  if (text.length - start <= LIMITS.snippetLength) return { start, end: text.length };
  const cut = start + LIMITS.snippetLength;
  const lastSpace = text.lastIndexOf(' ', cut);
  return { start, end: whole(text, lastSpace > hit + BEFORE_HIT ? lastSpace : cut) };
}

function whole(text: string, at: number): number {
  return LOW_SURROGATE.test(text.slice(at, at + 1)) ? at - 1 : at;
}
