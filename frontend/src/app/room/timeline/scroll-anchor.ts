import type { ScrollPlace } from './destination';

/**
 * Holds the row being read where it is while rows are added or taken away above it. The browser's own scroll anchoring
 * does the same, but not in every browser, so it is switched off for the list.
 */
export class ScrollAnchor {
  #anchor: ScrollPlace | null = null;

  constructor(
    private readonly scroller: HTMLElement,
    private readonly rows: HTMLElement,
  ) {}

  get place(): ScrollPlace | null {
    return this.#anchor;
  }

  /** Call whenever the reader has scrolled. */
  remember(): void {
    const { scrollTop } = this.scroller;
    let row = this.#firstVisible(scrollTop);
    // Date lines move with what is around them; only what was said stays itself.
    while (row !== undefined && row.dataset['key'] === undefined) row = (row.nextElementSibling as HTMLElement | null) ?? undefined;
    const key = row?.dataset['key'];
    this.#anchor = row && key !== undefined ? { key, offset: row.offsetTop - scrollTop } : null;
  }

  /** After rows have changed: where the scroller has to stand; null where it stands there. */
  target(): number | null {
    if (this.#anchor === null) return null;
    const { key, offset } = this.#anchor;
    const row = this.rows.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
    if (row === null) {
      this.remember();
      return null;
    }
    const top = row.offsetTop - offset;
    return Math.abs(this.scroller.scrollTop - top) >= 1 ? top : null;
  }

  #firstVisible(scrollTop: number): HTMLElement | undefined {
    const rows = this.rows.children as HTMLCollectionOf<HTMLElement>;
    let low = 0;
    let high = rows.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = rows[middle];
      if (row !== undefined && row.offsetTop + row.offsetHeight > scrollTop) high = middle;
      else low = middle + 1;
    }
    return rows[low];
  }
}
