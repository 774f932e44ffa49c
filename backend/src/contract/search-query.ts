/**
 * What somebody types to search: words, "phrases in quotes", and filters.
 *   from:ann  from:me  in:general  before:2026-11-27  after:2026-11-01  has:link|code|image|file  mentions:me  is:pinned
 * Every text is a question: what is no filter, is searched.
 */
import { foldText } from './search-text.ts';

export const SEARCH_HAS = ['link', 'code', 'image', 'file'] as const;
export type SearchHas = (typeof SEARCH_HAS)[number];

export interface SearchFilters {
  /** A person's id, the beginning of a word of a name, or `me`. */
  from?: string;
  /** A room's id or slug. */
  in?: string;
  /** Days, as 2026-11-27: messages said before it began, or after it began. */
  before?: string;
  after?: string;
  has: SearchHas[];
  mentionsMe: boolean;
  pinned: boolean;
}

export interface ParsedSearch extends SearchFilters {
  /** Words and phrases, as typed. */
  terms: string[];
}

const PART = /(?:([a-z]+):)?(?:"([^"]*)(?:"|$)|(\S+))/giu;
const DAY = /^\d{4}-\d{2}-\d{2}$/u;

type Filter = (value: string, found: ParsedSearch) => boolean;

const FILTERS: Record<string, Filter> = {
  from: (value, found) => set(found, 'from', value),
  in: (value, found) => set(found, 'in', value),
  before: (value, found) => dayOf(value) !== null && set(found, 'before', value),
  after: (value, found) => dayOf(value) !== null && set(found, 'after', value),
  has: (value, found) => addHas(found, value),
  mentions: (value, found) => value === 'me' && (found.mentionsMe = true),
  is: (value, found) => value === 'pinned' && (found.pinned = true),
};

export function parseSearch(text: string): ParsedSearch {
  const found: ParsedSearch = { terms: [], has: [], mentionsMe: false, pinned: false };
  for (const { 0: part, 1: key, 2: quoted, 3: bare } of text.matchAll(PART)) {
    const value = (quoted ?? bare ?? '').trim();
    if (key !== undefined && filterOf(key)?.(value, found) === true) continue;
    addTerm(found, key === undefined ? value : part.replaceAll('"', ' ').trim());
  }
  return found;
}

/** Each as it is compared, without those that others contain. What cannot be seen is nothing. */
export function foldedTerms(terms: readonly string[]): string[] {
  const folded = [...new Set(terms.map((term) => foldText(term).trim()).filter((term) => term !== ''))];
  return folded.filter((term) => !folded.some((other) => other !== term && other.includes(term)));
}

/** When the day begins in UTC, or where `local`, here; null where there is no such day. */
export function dayOf(day: string, { local = false } = {}): number | null {
  if (!DAY.test(day)) return null;
  const at = Date.parse(local ? `${day}T00:00:00` : `${day}T00:00:00Z`);
  return Number.isNaN(at) ? null : at;
}

function addTerm({ terms }: ParsedSearch, term: string): void {
  if (term !== '' && !isBegun(term)) terms.push(term);
}

/** A filter whose value is still to be typed. */
function isBegun(term: string): boolean {
  return term.endsWith(':') && filterOf(term.slice(0, -1)) !== undefined;
}

function filterOf(key: string): Filter | undefined {
  const name = key.toLowerCase();
  return Object.hasOwn(FILTERS, name) ? FILTERS[name] : undefined;
}

function set(found: ParsedSearch, key: 'from' | 'in' | 'before' | 'after', value: string): boolean {
  if (value === '') return false;
  found[key] = value;
  return true;
}

function addHas(found: ParsedSearch, value: string): boolean {
  const kind = SEARCH_HAS.find((each) => each === value.toLowerCase());
  if (kind === undefined) return false;
  if (!found.has.includes(kind)) found.has.push(kind);
  return true;
}
