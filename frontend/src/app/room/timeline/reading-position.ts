interface Measured {
  scrollTop: number;
  scrollHeight: number;
  clientHeight: number;
}

/** How the reader moves through the list, and how far they have come. */
export class ReadingPosition {
  #last: Measured = { scrollTop: 0, scrollHeight: 0, clientHeight: 0 };
  #seen = 0;

  /** Call with every movement. True where it is the reader who went up: while the list or its frame changes, it moves by itself. */
  moved({ scrollTop, scrollHeight, clientHeight }: Measured): boolean {
    const last = this.#last;
    this.#last = { scrollTop, scrollHeight, clientHeight };
    return scrollTop < last.scrollTop && scrollHeight === last.scrollHeight && clientHeight === last.clientHeight;
  }

  /** Whether they have not been told to have read this far before. */
  isNew(ordinal: number): boolean {
    if (ordinal <= this.#seen) return false;
    this.#seen = ordinal;
    return true;
  }
}

/** The key of the last message that is whole on the screen; of one that is longer than the screen, its beginning is enough. */
export function lastVisibleKey({ scrollTop, clientHeight }: HTMLElement, list: HTMLElement): string | undefined {
  const bottom = scrollTop + clientHeight;
  const rows = list.children as HTMLCollectionOf<HTMLElement>;
  for (let index = rows.length - 1; index >= 0; index--) {
    const row = rows[index];
    if (row?.dataset['key'] === undefined || row.tagName !== 'WT-MESSAGE-ROW') continue;
    const isWhole = row.offsetTop + row.offsetHeight <= bottom + 1;
    const fillsScreen = row.offsetTop < scrollTop && row.offsetTop + row.offsetHeight > bottom;
    if (isWhole || fillsScreen) return row.dataset['key'];
  }
  return undefined;
}
