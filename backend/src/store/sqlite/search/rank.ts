import { foldedBody } from './text-of-message.ts';
import type { FoundRow } from './found-row.ts';

const DAY_MS = 86_400_000;
const LETTER = /[\p{L}\p{N}]/u;
const WORD = { whole: 3, start: 2, inside: 1 };
const PINNED = 1;
/** Ten days cost as much as half a word, a hundred twice that. */
const AGE = 0.5;
/** So much longer a text is, so much less it is about this. */
const LENGTH = 0.2;

/** The best first; among equals the newest. */
export function ranked(found: FoundRow[], terms: readonly string[], upTo: number): FoundRow[] {
  const scored = found.map((row) => ({ row, score: scoreOf(row, terms, upTo) }));
  return scored.sort((a, b) => b.score - a.score || b.row.message.at - a.row.message.at).map(({ row }) => row);
}

function scoreOf({ message, isPinned }: FoundRow, terms: readonly string[], upTo: number): number {
  const text = foldedBody(message);
  const said = terms.reduce((sum, term) => sum + WORD[placeOf(text, term)], 0);
  const days = Math.max(0, upTo - message.at) / DAY_MS;
  return said + (isPinned ? PINNED : 0) - AGE * Math.log10(1 + days) - LENGTH * Math.log10(1 + text.length);
}

/** As a word, as the beginning of one, or inside: the best place in the text. */
function placeOf(text: string, term: string): keyof typeof WORD {
  let best: keyof typeof WORD = 'inside';
  for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) {
    if (LETTER.test(text.charAt(at - 1))) continue;
    if (!LETTER.test(text.charAt(at + term.length))) return 'whole';
    best = 'start';
  }
  return best;
}
