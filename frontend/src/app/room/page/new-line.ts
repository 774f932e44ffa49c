import { DestroyRef, Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import { ConversationStore } from '../timeline/conversation-store';
import { firstOrdinal } from '../timeline/message-window';
import { isMessage } from '../timeline/timeline-entry';

/** So long the line stays after one has answered. */
const ANSWERED_MS = 3_000;

/** The line between what the reader knows and what is new. */
@Injectable()
export class NewLine {
  readonly #log = inject(ConversationStore);
  readonly #after = signal<number | null>(null);
  readonly #looked = signal(false);
  #answered: ReturnType<typeof setTimeout> | undefined;

  /** The ordinal after which everything is new; null for no line. */
  readonly after = this.#after.asReadonly();
  /** Since it was drawn, it has been found out what the screen shows. */
  readonly looked = this.#looked.asReadonly();
  /** When the first one after it was said; null while that is not known. */
  readonly since = linkedSignal<{ after: number | null; at: number | null }, number | null>({
    source: computed(() => ({ after: this.#after(), at: this.#firstAt() })),
    computation: ({ after, at }, previous) => at ?? (previous?.source.after === after ? (previous?.value ?? null) : null),
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#answered));
  }

  begin(after: number | null): void {
    this.#looked.set(false);
    this.set(after);
  }

  set(after: number | null): void {
    clearTimeout(this.#answered);
    this.#after.set(after);
  }

  look(): void {
    this.#looked.set(true);
  }

  /** Somebody else has said something and nobody was looking, who has read everything up to `read`. */
  arrived(ordinal: number, read: number): void {
    if (this.#after() === null || read >= ordinal - 1) this.set(read);
  }

  /** It has done its work. */
  answered(): void {
    clearTimeout(this.#answered);
    this.#answered = setTimeout(() => this.#after.set(null), ANSWERED_MS);
  }

  #firstAt(): number | null {
    const after = this.#after();
    const window = this.#log.window();
    if (after === null || (firstOrdinal(window) ?? Infinity) > after + 1) return null;
    return window.entries.find((entry) => isMessage(entry) && entry.ordinal > after)?.at ?? null;
  }
}
