import { type Signal, computed, effect, signal, untracked } from '@angular/core';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';

const TYPING_MS = 200;

/** A list that comes page by page, and anew when what is looked for changes. Made where things are injected. */
export class Pages<Item, Wish> {
  readonly #items = signal<Item[] | null>(null);
  readonly #isMore = signal(false);
  readonly #problem = signal('');
  readonly #load: (wish: Wish, last: Item | null) => Promise<Item[]>;
  readonly #wish: Signal<Wish>;
  readonly #size: number;
  #asked = 0;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  readonly items = this.#items.asReadonly();
  readonly isMore = this.#isMore.asReadonly();
  readonly problem = this.#problem.asReadonly();
  readonly isEmpty = computed(() => this.#items()?.length === 0);

  constructor(options: { wish: Signal<Wish>; size: number; load: (wish: Wish, last: Item | null) => Promise<Item[]> }) {
    this.#load = options.load;
    this.#wish = options.wish;
    this.#size = options.size;
    effect((onCleanup) => {
      const wish = this.#wish();
      const delayMs = untracked(this.#items) === null ? 0 : TYPING_MS;
      this.#waiting = setTimeout(() => void this.#take(wish, null), delayMs);
      onCleanup(() => clearTimeout(this.#waiting));
    });
  }

  more(): Promise<void> {
    return this.#take(this.#wish(), this.#items()?.at(-1) ?? null);
  }

  reload(): Promise<void> {
    return this.#take(this.#wish(), null);
  }

  replace(isMeant: (item: Item) => boolean, by: Item): void {
    this.#items.update((items) => items?.map((item) => (isMeant(item) ? by : item)) ?? null);
  }

  /** Only the answer to what was asked last counts. */
  async #take(wish: Wish, last: Item | null): Promise<void> {
    const asked = ++this.#asked;
    try {
      const page = await this.#load(wish, last);
      if (asked !== this.#asked) return;
      this.#items.update((before) => (last === null ? page : [...(before ?? []), ...page]));
      this.#isMore.set(page.length >= this.#size);
      this.#problem.set('');
    } catch (error) {
      if (asked === this.#asked) this.#problem.set(errorText(CommandError.from(error)));
    }
  }
}
