const MOST = 28;
const KEPT = { first: 16, last: 10 };

/** A long name without its middle: how it begins and how it ends tells people apart. */
export function shortNameOf(name: string): string {
  if (name.length <= MOST) return name;
  const signs = [...new Intl.Segmenter().segment(name)].map(({ segment }) => segment);
  return signs.length <= MOST ? name : `${signs.slice(0, KEPT.first).join('')}…${signs.slice(-KEPT.last).join('')}`;
}
