import { Injectable, signal } from '@angular/core';
import type { Preference } from '../local/preference';

interface Offer {
  /** What has been done. */
  words: string;
  undo: () => unknown;
}

/** What was changed last can be taken back, for as long as nothing else was changed. */
@Injectable()
export class Undo {
  readonly #offer = signal<Offer | null>(null);
  readonly offered = this.#offer.asReadonly();

  offer(words: string, undo: () => unknown): void {
    this.#offer.set({ words, undo });
  }

  /** Chooses what counts at once, and offers to take it back. */
  choose<T>(preference: Preference<T>, value: T, words: string): void {
    const before = preference.value();
    preference.choose(value);
    this.offer(words, () => preference.choose(before));
  }

  async undo(): Promise<void> {
    const offer = this.#offer();
    this.#offer.set(null);
    await offer?.undo();
  }

  dismiss(): void {
    this.#offer.set(null);
  }
}
