import { Injectable, computed, effect, inject, signal } from '@angular/core';
import { Memberships } from './memberships';
import { countsOf, nextUnmuting } from './what-counts';

/** Timers neither see a clock that was set nor the hours that a machine slept. */
const LOOK_AT_LEAST_EVERY_MS = 60_000;

/** What of all the reader's rooms calls for them, also when the time for which one was muted ends while the page is open. */
@Injectable({ providedIn: 'root' })
export class Attention {
  readonly #rooms = inject(Memberships).rooms;
  readonly #now = signal(Date.now());

  /** The time as of which rooms are muted. */
  readonly now = this.#now.asReadonly();
  readonly counts = computed(() => countsOf(this.#rooms()?.values() ?? [], this.#now()));

  constructor() {
    effect((onCleanup) => {
      const next = nextUnmuting(this.#rooms()?.values() ?? [], this.#now());
      if (next === Infinity) return;
      const timer = setTimeout(() => this.#now.set(Date.now()), Math.min(Math.max(0, next - Date.now()), LOOK_AT_LEAST_EVERY_MS));
      onCleanup(() => clearTimeout(timer));
    });
  }
}
