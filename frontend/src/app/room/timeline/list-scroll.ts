import type { ScrollPlace } from './destination';
import { FollowingIntent, type Geometry } from './following-intent';
import { ScrollAnchor } from './scroll-anchor';

/** Beyond every end: the browser stops there, and nothing has to be measured before. */
const BEYOND_PX = 1e9;

/** The scroller of the list: where it stands, what is visible in it, and what the reader's scrolling says. */
export class ListScroll {
  readonly #anchor: ScrollAnchor;
  readonly #intent = new FollowingIntent();

  constructor(
    private readonly scroller: HTMLElement,
    private readonly rows: HTMLElement,
  ) {
    this.#anchor = new ScrollAnchor(scroller, rows);
  }

  get geometry(): Geometry {
    const { scrollTop: top, scrollHeight: height, clientHeight: view } = this.scroller;
    return { top, height, view };
  }

  /** The row at the top, to come back to. */
  get place(): ScrollPlace | null {
    return this.#anchor.place;
  }

  /** To follow, to follow no more, or nothing. */
  scrolled(): boolean | null {
    this.#anchor.remember();
    return this.#intent.scrolled(this.geometry);
  }

  /** After rows have changed: where it has to stand so that what is read stays where it is; null where it does already. */
  drifted(): number | null {
    return this.#anchor.target();
  }

  moveTo(top: number): void {
    this.scroller.scrollTop = top;
  }

  toEnd(): void {
    this.scroller.scrollTop = BEYOND_PX;
  }

  /** Not the reader's hand, so it says nothing of what they want. */
  show(row: HTMLElement, offset: number): void {
    this.scroller.scrollTop = row.offsetTop - offset;
    this.#anchor.remember();
    this.#intent.placed(this.geometry);
  }

  /** A quarter of what is visible: what was before stays in sight. */
  get quarter(): number {
    return this.scroller.clientHeight / 4;
  }

  /** The first and the last row that can be read: whole, or filling half of what is visible. */
  visible(): { first: number; last: number } {
    const { top, view } = this.geometry;
    const bottom = top + view;
    const beyond = this.#search((row) => row.offsetTop + row.offsetHeight > bottom + 1 && row.offsetTop > bottom - view / 2);
    return { first: Math.min(this.first(), this.rows.children.length - 1), last: beyond - 1 };
  }

  /** The row at the top. */
  first(): number {
    const { scrollTop } = this.scroller;
    return this.#search((row) => row.offsetTop + row.offsetHeight > scrollTop);
  }

  /** The index of the first row for which this is so, as it is for all after it. */
  #search(isSo: (row: HTMLElement) => boolean): number {
    const rows = this.rows.children as HTMLCollectionOf<HTMLElement>;
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = rows[middle];
      if (row === undefined || isSo(row)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
