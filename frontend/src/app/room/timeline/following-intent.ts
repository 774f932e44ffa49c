export interface Geometry {
  top: number;
  height: number;
  view: number;
}

/** So near to the end is at the end. */
export const AT_END_PX = 4;

/**
 * Whether the reader wants to stay at the end of the list, from what they do and not from where they are. Rows and the
 * field below grow and shrink, and a browser clamps the place while they do; none of that is the reader's word.
 */
export class FollowingIntent {
  #before: Geometry | null = null;

  /** What a scroll says: to follow, to follow no more, or nothing. */
  scrolled(now: Geometry): boolean | null {
    const before = this.#before;
    this.#before = now;
    if (before !== null && isUpward(before, now)) return false;
    return isAtEnd(now) ? true : null;
  }

  /** It was moved, and not by the reader. */
  placed(now: Geometry): void {
    this.#before = now;
  }
}

export function isAtEnd({ top, height, view }: Geometry): boolean {
  return height - top - view <= AT_END_PX;
}

/** Only a hand moves upwards in a list that has neither become shorter nor got more room. */
function isUpward(before: Geometry, now: Geometry): boolean {
  return now.top < before.top && now.height >= before.height && now.view === before.view;
}
