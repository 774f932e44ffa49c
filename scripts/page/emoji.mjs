import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
/** Skin and hair, which nobody picks by themselves. */
const COMPONENTS = 2;
/** What the server takes: one emoji that everybody draws the same way. */
const ONE_EMOJI = /^\p{RGI_Emoji}$/v;

const read = (language, file) => JSON.parse(readFileSync(require.resolve(`emojibase-data/${language}/${file}.json`), 'utf8'));

/** For the picker: `{ groups: names, emoji: [emoji, name, words to find it by, group, skin tones][] }`, in the order of Unicode. */
export function writeEmoji(folder, languages) {
  mkdirSync(join(folder, 'emoji'), { recursive: true });
  const english = new Map(read('en', 'data').map((entry) => [entry.hexcode, entry]));
  for (const language of languages) {
    const groups = read(language, 'messages').groups.map(({ message }) => message);
    const emoji = read(language, 'data').flatMap((entry) => rowOf(entry, english.get(entry.hexcode)));
    writeFileSync(join(folder, `emoji/${language}.json`), JSON.stringify({ groups, emoji }));
  }
}

function rowOf({ emoji, label, tags = [], group, skins = [] }, english) {
  const drawn = asTaken(emoji);
  if (group === undefined || group === COMPONENTS || drawn === null) return [];
  const words = [...new Set([label, ...tags, english.label, ...(english.tags ?? [])])].join(' ').toLowerCase();
  const tones = skins.filter(({ tone }) => typeof tone === 'number').map((skin) => asTaken(skin.emoji)).filter((tone) => tone !== null);
  return [tones.length > 0 ? [drawn, label, words, group, tones] : [drawn, label, words, group]];
}

/** Some say in vain that they are to be drawn in colour. */
function asTaken(emoji) {
  return [emoji, emoji.replaceAll('\u{FE0F}', '')].find((candidate) => ONE_EMOJI.test(candidate)) ?? null;
}
