/**
 * What the index holds of a message: every three letters that stand together in a word of its folded text, and each word's last
 * two and last one, so that a part of a word of any length is the beginning of a token. Beside them marks for its room, its
 * author and what it has. The index narrows, the text itself decides: so tokens may be fewer, but never miss.
 */
import type { SearchHas } from '../../../contract/search-query.ts';

const WIDTH = 3;
/** Of a long word every third place tells enough, and the last. */
const TOKENS_PER_TERM = 8;
/** FTS5's ascii tokenizer parts at what is no letter or digit; so those of ASCII have others in the index. */
const SEPARATORS = /[\x21-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]/gu;
const BEYOND_ASCII = 0x1_80;
const MARK = '\u01c0';

export const roomMark = (room: number): string => `${MARK}r${room}`;
export const authorMark = (userId: string): string => encoded(`${MARK}u${userId}`);
export const hasMark = (kind: SearchHas): string => `${MARK}h${kind}`;
export const mentionMark = (userId: string): string => encoded(`${MARK}m${userId}`);

/** Each once. */
export function tokensOf(folded: string): Set<string> {
  const tokens = new Set<string>();
  for (const word of encoded(folded).split(' ')) addTokens(tokens, word);
  return tokens;
}

/** A condition for MATCH that every text with the term meets; null where the term is too short to say one without prefixes. */
export function matchOf(term: string): string | null {
  const tokens = encoded(term).split(' ').flatMap(tokensToAsk).slice(0, TOKENS_PER_TERM);
  return tokens.length === 0 ? null : allOf(tokens.map(quoted));
}

/** The same for a term of one letter or two, which costs more. */
export function prefixMatchOf(term: string): string | null {
  const words = encoded(term).split(' ').filter((word) => word !== '');
  return words.length === 0 ? null : allOf(words.map((word) => `${quoted(word)} *`));
}

export const allOf = (conditions: string[]): string => conditions.join(' AND ');
export const anyOf = (tokens: string[]): string => `(${tokens.map(quoted).join(' OR ')})`;
export const quoted = (token: string): string => `"${token}"`;

function addTokens(tokens: Set<string>, word: string): void {
  const letters = isSimple(word) ? word : [...word];
  for (let at = 0; at < letters.length; at++) tokens.add(cut(letters, at));
}

function tokensToAsk(word: string): string[] {
  const letters = [...word];
  const last = letters.length - WIDTH;
  const step = letters.length <= TOKENS_PER_TERM ? 1 : WIDTH;
  const places = Array.from({ length: Math.max(0, Math.floor(last / step) + 1) }, (_, index) => index * step);
  if (last >= 0 && !places.includes(last)) places.push(last);
  return places.map((at) => cut(letters, at));
}

/** No letter is a pair of units. */
const isSimple = (word: string): boolean => !/[\u{10000}-\u{10ffff}]/u.test(word);

const cut = (letters: string | string[], at: number): string =>
  typeof letters === 'string' ? letters.slice(at, at + WIDTH) : letters.slice(at, at + WIDTH).join('');

function encoded(text: string): string {
  return text.replace(SEPARATORS, (letter) => String.fromCharCode(letter.charCodeAt(0) + BEYOND_ASCII));
}
