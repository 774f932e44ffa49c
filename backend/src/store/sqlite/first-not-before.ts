/** The first of 1 to `last` that is not before something, which all are from one on; `last + 1` where all are before it. By halves, so a long room takes a few looks. */
export function firstNotBefore(last: number, isBefore: (ordinal: number) => boolean): number {
  let [low, high] = [1, last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isBefore(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
