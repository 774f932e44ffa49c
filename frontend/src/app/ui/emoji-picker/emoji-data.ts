/** One emoji as the picker knows it: also by the words of other languages. */
export interface Emoji {
  emoji: string;
  name: string;
  words: string;
  group: number;
  tones: readonly string[];
}

export interface EmojiData {
  groups: readonly string[];
  emoji: readonly Emoji[];
}

type Row = [emoji: string, name: string, words: string, group: number, tones?: string[]];

const loaded = new Map<string, Promise<EmojiData>>();

/** Asked for once a page; again where it failed. */
export function loadEmoji(language: string): Promise<EmojiData> {
  const known = loaded.get(language);
  if (known !== undefined) return known;
  const asked = load(language);
  loaded.set(language, asked);
  asked.catch(() => loaded.delete(language));
  return asked;
}

async function load(language: string): Promise<EmojiData> {
  const response = await fetch(`emoji/${language}.json`);
  if (!response.ok) throw new Error(`emoji/${language}.json: ${response.status}`);
  const { groups, emoji } = (await response.json()) as { groups: string[]; emoji: Row[] };
  return { groups, emoji: emoji.map(([char, name, words, group, tones = []]) => ({ emoji: char, name, words, group, tones })) };
}

/** All words that are looked for begin a word of it; whole names first. */
export function findEmoji(emoji: readonly Emoji[], text: string): Emoji[] {
  const wanted = text.toLowerCase().split(/\s+/u).filter((word) => word !== '');
  const found = emoji.filter(({ words }) => wanted.every((word) => ` ${words}`.includes(` ${word}`)));
  return found.sort((a, b) => Number(b.name === text) - Number(a.name === text));
}
