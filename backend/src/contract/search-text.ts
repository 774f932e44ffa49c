/**
 * Texts as they are searched, the same for what is written and what is asked. Case, width, accents and the kind of space
 * are folded; what cannot be seen (joiners, marks of direction, variation selectors) does not count.
 */
import { searchKeyOf } from './name-keys.ts';

const PLAIN = /^[\x20-\x7e]*$/u;
/** What shows no letter of its own; a letter with its marks; marks without a letter. */
const PARTS = /[\s\p{Cc}\p{Cf}]+|\P{M}[\p{M}\uff9e\uff9f]*|\p{M}+/gu;
const INVISIBLE = /^[\s\p{Cc}\p{Cf}]+$/u;
const SPACE = /[\s\p{Cc}]/u;
const VARIATION = /[\ufe00-\ufe0f]/gu;
const KNOWN_PARTS = 4_096;
const known = new Map<string, string>();

/** A mention in a text that is searched: who is meant is shown, and found by a filter, not by the text. */
export const MENTION_PLACE = '\ufffc';
const MENTION = /<@[\w-]{1,128}>/gu;

/** A message's text as it is searched and shown among hits: a mention is MENTION_PLACE, in the order of `mentionsOf`. */
export function searchableText(body: string): string {
  return body.replaceAll(MENTION_PLACE, ' ').replace(MENTION, MENTION_PLACE).toWellFormed().normalize('NFC');
}

/** Of `searchableText`: whom each MENTION_PLACE stands for. */
export function mentionsOf(body: string): string[] {
  return [...body.matchAll(MENTION)].map(([mention]) => mention.slice(2, -1));
}

export function foldText(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase().replace(/ {2,}/gu, ' ');
  return text.toWellFormed().normalize('NFC').replace(PARTS, foldPart);
}

export interface FoldedText {
  folded: string;
  /** Where in the text each unit of `folded` comes from, and the text's length at the end. */
  places: number[];
}

/** Of a text in NFC. `folded` is what `foldText` gives. */
export function foldedPlaces(text: string): FoldedText {
  let folded = '';
  const places: number[] = [];
  for (const { 0: part, index } of text.matchAll(PARTS)) {
    const made = foldPart(part);
    for (let unit = 0; unit < made.length; unit++) places.push(index);
    folded += made;
  }
  places.push(text.length);
  return { folded, places };
}

function foldPart(part: string): string {
  const found = known.get(part);
  if (found !== undefined) return found;
  const made = INVISIBLE.test(part) ? (SPACE.test(part) ? ' ' : '') : foldLetter(part);
  if (known.size >= KNOWN_PARTS) known.clear();
  known.set(part, made);
  return made;
}

/** Which form a sigma has depends on its place in the word, and parts of words have other places. Twice: Ǽ is Æ first, then ae. */
function foldLetter(part: string): string {
  return searchKeyOf(searchKeyOf(part)).replaceAll('ς', 'σ').replace(VARIATION, '').replace(/\s+/gu, ' ');
}
