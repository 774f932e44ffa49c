/** Texts as people write them, made up from a number: few words often, most words seldom, in five scripts. */

const SYLLABLES = {
  latin: ['ka', 'ro', 'mi', 'ten', 'sol', 'ber', 'an', 'dor', 'li', 'ves', 'tu', 'gra', 'pe', 'no', 'sha', 'wil'],
  polish: ['żó', 'łć', 'gę', 'ślą', 'prze', 'cie', 'ność', 'wie', 'czór', 'dzie', 'szy', 'rzą', 'mło', 'kie', 'ną', 'ta'],
  cyrillic: ['при', 'вет', 'мо', 'сква', 'до', 'бро', 'го', 'ра', 'сло', 'во', 'же', 'ние', 'ста', 'рый', 'ту', 'ля'],
  arabic: ['مر', 'حبا', 'سل', 'ام', 'كت', 'اب', 'در', 'سه', 'مد', 'ينة', 'جم', 'يل', 'صب', 'اح', 'نو', 'ر'],
  cjk: ['日', '本', '語', '東', '京', '都', '人', '大', '学', '生', '中', '国', '会', '社', '新', '年'],
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
