/** Messages by their ordinals, both ends included. */
export interface SeenRange {
  first: number;
  last: number;
}

/**
 * Which messages have been on the screen. The reader walks: between two looks everything in between has passed. After a
 * jump it has not, and what was jumped over stays unseen.
 */
export class SeenRanges {
  #ranges: SeenRange[] = [];
  #walked: SeenRange | null = null;

  see(seen: SeenRange): void {
    this.#walked = this.#walked === null ? seen : united(this.#walked, seen);
    this.#ranges = merged([...this.#ranges, this.#walked]);
  }

  jump(): void {
    this.#walked = null;
  }

  clear(): void {
    this.#ranges = [];
    this.#walked = null;
  }

  /** How far everything has been read where it has been up to `position`. */
  readUpTo(position: number): number {
    const next = this.#ranges.find(({ first, last }) => first <= position + 1 && last > position);
    return next?.last ?? position;
  }
}

function united(one: SeenRange, other: SeenRange): SeenRange {
  return { first: Math.min(one.first, other.first), last: Math.max(one.last, other.last) };
}

function merged(ranges: readonly SeenRange[]): SeenRange[] {
  const whole: SeenRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.first - b.first)) {
    const before = whole.at(-1);
    if (before !== undefined && range.first <= before.last + 1) whole[whole.length - 1] = united(before, range);
    else whole.push(range);
  }
  return whole;
}
