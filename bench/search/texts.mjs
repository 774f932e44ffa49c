/** Texts as people write them, made up from a number: few words often, most words seldom, in five scripts. */

const combined = (...parts) => parts.reduce((all, part) => all.flatMap((one) => part.map((other) => one + other)), ['']);
const SYLLABLES = {
  latin: combined('b br c ch d dr f g gr h j k l m n p pr r s st t tr v w'.split(' '), 'a e i o u ai ou'.split(' '), ['', 'n', 'r', 's', 'l', 't']),
  polish: combined('b br c cz d dz g gr k kr ł m n p prz r rz s sz ś t w z ż'.split(' '), 'a ą e ę i ie o ó u y'.split(' '), ['', 'n', 'ć', 'ść', 'j']),
  cyrillic: combined('б в г д ж з к л м н п пр р с ст т х ч ш'.split(' '), 'а е и о у ы я'.split(' '), ['', 'н', 'р', 'й', 'л']),
  arabic: combined('ب ت ج ح د ر ز س ش ص ع ف ق ك ل م ن ه'.split(' '), ['ا', 'و', 'ي', ''], ['', 'ل', 'ن', 'ر']),
  cjk: Array.from({ length: 2_000 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)),
};
const SHARES = [['latin', 0.55], ['polish', 0.25], ['cyrillic', 0.1], ['cjk', 0.06], ['arabic', 0.04]];
const WORDS_PER_SCRIPT = 40_000;

/** mulberry32: the same numbers everywhere. */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The word of a rank; frequent ones are short. */
export function wordOf(script, rank) {
  const random = randomFrom(rank * 7_919 + script.length);
  const syllables = SYLLABLES[script];
  const count = 1 + Math.floor(Math.min(4, Math.log10(rank + 2)) + random());
  return Array.from({ length: count }, () => syllables[Math.floor(random() * syllables.length)]).join('');
}

const rankOf = (random) => Math.floor(WORDS_PER_SCRIPT ** random()) - 1;

export function textOf(random) {
  const pick = random();
  let sum = 0;
  const script = SHARES.find(([, share]) => (sum += share) > pick)?.[0] ?? 'latin';
  const count = 2 + Math.floor(random() ** 2 * 25);
  const words = Array.from({ length: count }, () => wordOf(script, rankOf(random)));
  if (random() < 0.05) words.push(`https://example.org/${Math.floor(random() * 1e6)}`);
  return words.join(script === 'cjk' ? '' : ' ');
}
