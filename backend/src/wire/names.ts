const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u115F\u1160\u3164\uFFA0\u2800]/u;
const PILED_MARKS = /\p{M}{5,}/u;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;
const LATIN_WITHOUT_DECOMPOSITION: Record<string, string> = { ł: 'l', đ: 'd', ø: 'o', æ: 'ae', œ: 'oe', ß: 'ss', þ: 'th', ð: 'd', ħ: 'h', ı: 'i' };
const SLUG_LENGTH = 60;

/** One way to write a name: composed (NFC), single spaces, none around it. */
export function tidyName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Why a tidy name cannot be one, or null. Refused: what is invisible, turns the text around or piles up marks. */
export function nameFault(name: string): string | null {
  if (name === '') return 'must not be empty';
  if (UNSEEN.test(name)) return 'must not contain control, zero-width or direction characters';
  if (PILED_MARKS.test(name)) return 'must not pile up combining marks';
  if (!SEEN.test(name)) return 'must contain something visible';
  return null;
}

/** Names with the same key are the same name: compatibility forms and case are folded. */
export function nameKeyOf(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');
}

/** What stands in the page's address: small letters and digits of any script, joined by hyphens. */
export function slugOf(name: string): string {
  const plain = nameKeyOf(name).replace(/[łđøæœßþðħı]/gu, (letter) => LATIN_WITHOUT_DECOMPOSITION[letter] ?? letter);
  const bare = plain.normalize('NFKD').replace(/\p{M}+/gu, '').normalize('NFC');
  const slug = bare.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/gu, '');
  return [...slug].slice(0, SLUG_LENGTH).join('').replace(/-$/u, '') || 'room';
}
