import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { MyRoom } from '@contract/room';

/** So long the line stays after one has answered. */
const ANSWERED_MS = 3_000;

/** What was unread when the reader came: how much, and where it began. */
export interface Unread {
  count: number;
  /** The ordinal of the first of it. */
  from: number;
}

/**
 * Where what is new begins. The line is drawn when the reader comes, and stays where it is while they read; nothing that is
 * said while they look on is new to them. It goes when they have answered, or say that they have read all.
 */
@Injectable()
export class UnreadLine {
  readonly #after = signal<number | null>(null);
  readonly #unread = signal<Unread | null>(null);
  #later: ReturnType<typeof setTimeout> | undefined;

  /** Messages of others after this ordinal are new; null while nobody knows. */
  readonly after = this.#after.asReadonly();
  readonly unread = this.#unread.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.#later));
  }

  /** The reader comes (back). Gives what they have not read. */
  begin({ readOrdinal, unread }: Pick<MyRoom, 'readOrdinal' | 'unread'>): Unread | null {
    clearTimeout(this.#later);
    this.#after.set(readOrdinal);
    this.#unread.set(unread > 0 ? { count: unread, from: readOrdinal + 1 } : null);
    return this.#unread();
  }

  /** They have seen this much of the log, and look at the page. */
  seen(ordinal: number): void {
    if (this.#unread() === null) this.#after.update((after) => (after === null ? null : Math.max(after, ordinal)));
  }

  answered(lastOrdinal: () => number): void {
    if (this.#unread() === null) return;
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.end(lastOrdinal()), ANSWERED_MS);
  }

  end(lastOrdinal: number): void {
    clearTimeout(this.#later);
    this.#unread.set(null);
    this.#after.set(lastOrdinal);
  }
}
