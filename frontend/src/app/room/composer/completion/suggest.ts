import { searchKeyOf } from '@contract/name-keys';
import { chosenLanguage } from '../../../i18n/language';
import { findEmoji, loadEmoji } from '../../../ui/emoji-picker/emoji-data';

/** One line of what may be meant. */
export interface Suggestion {
  key: string;
  label: string;
  /** An emoji, or nothing. */
  sign: string;
  /** Of people: whom; of emoji null. */
  person: { id: string; name: string } | null;
  member: boolean;
}

export interface PeopleSource {
  /** Members of the room by their ids, as far as they are listed. */
  names: ReadonlyMap<string, string>;
  /** The reader. */
  userId: string;
  /** Whether `<@room>` counts for them. */
  everybody: boolean;
  search: (query: string) => Promise<{ id: string; name: string; member: boolean }[]>;
}

const SHOWN_MOST = 8;
/** All of the room, and those who are there now. */
const MANY = ['room', 'here'];

/** Members whose name has a word that begins so; then others whom the server finds. */
export function membersLike(query: string, { names, userId, everybody }: PeopleSource): Suggestion[] {
  const wanted = searchKeyOf(query);
  const like = ([id, name]: [string, string]): boolean => id !== userId && ` ${searchKeyOf(name)}`.includes(` ${wanted}`);
  const members = [...names].filter(like).sort(([, one], [, other]) => one.localeCompare(other)).map(([id, name]) => personOf({ id, name, member: true }));
  const all = everybody ? MANY.filter((name) => name.startsWith(wanted)).map((name) => personOf({ id: name, name, member: true })) : [];
  return [...members.slice(0, SHOWN_MOST - all.length), ...all];
}

export async function peopleLike(query: string, source: PeopleSource): Promise<Suggestion[]> {
  const members = membersLike(query, source);
  const known = new Set(members.map(({ key }) => key));
  const found = await source.search(query);
  const others = found.filter(({ id }) => !known.has(id) && id !== source.userId).map(personOf);
  return [...members, ...others].slice(0, SHOWN_MOST);
}

export async function emojiLike(query: string): Promise<Suggestion[]> {
  const { emoji } = await loadEmoji(chosenLanguage());
  return findEmoji(emoji, query.replaceAll('_', ' ')).slice(0, SHOWN_MOST).map((one) => ({ key: one.emoji, label: one.name, sign: one.emoji, person: null, member: true }));
}

function personOf({ id, name, member }: { id: string; name: string; member: boolean }): Suggestion {
  return { key: id, label: name, sign: '', person: { id, name }, member };
}
