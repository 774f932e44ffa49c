import { searchKeyOf } from '../contract/name-keys.ts';

export { nameKeyOf, searchKeyOf } from '../contract/name-keys.ts';

/** Joiners and tags where they belong: inside an emoji, and between letters of the scripts that need them. */
const JOINED_EMOJI = /\p{RGI_Emoji}/gv;
const JOINED_LETTERS = /(?<=\p{L}\p{M}*)[\u200C\u200D](?=\p{L})/gu;
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u115F\u1160\u3164\uFFA0\u2800]/u;
const PILED_MARKS = /\p{M}{5,}/u;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;
const SLUG_LENGTH = 60;

/** One way to write a name: composed (NFC), single spaces, none around it. */
export function tidyName(name: string): string {
  return name.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Why a tidy name cannot be one, or null. Refused: what is invisible, turns the text around or piles up marks. */
export function nameFault(name: string): string | null {
  if (name === '') return 'must not be empty';
  if (UNSEEN.test(withoutJoiners(name))) return 'must not contain control, zero-width or direction characters';
  if (PILED_MARKS.test(name)) return 'must not pile up combining marks';
  if (!SEEN.test(name)) return 'must contain something visible';
  return null;
}

/** Why a tidy topic cannot be one, or null: it may be empty, and hides nothing either. */
export function topicFault(topic: string): string | null {
  return topic === '' ? null : nameFault(topic);
}

function withoutJoiners(name: string): string {
  return name.replace(JOINED_EMOJI, '+').replace(JOINED_LETTERS, '');
}

/** What stands in the page's address: small letters, their vowel signs, and digits of any script, joined by hyphens. */
export function slugOf(name: string): string {
  const slug = searchKeyOf(name).replace(/[^\p{L}\p{M}\p{N}]+/gu, '-').replace(/^-|-$/gu, '');
  return [...slug].slice(0, SLUG_LENGTH).join('').replace(/-$/u, '') || 'room';
}
