import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** A moment of the current day: another one when the day ends, also where the page has slept over it. Words such as "today" depend on it. */
@Injectable({ providedIn: 'root' })
export class Today {
  readonly #now = signal(Date.now());
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly now = this.#now.asReadonly();

  constructor() {
    const look = (): void => this.#look();
    look();
    document.addEventListener('visibilitychange', look);
    inject(DestroyRef).onDestroy(() => {
      document.removeEventListener('visibilitychange', look);
      clearTimeout(this.#timer);
    });
  }

  #look(): void {
    if (new Date(this.#now()).toDateString() !== new Date().toDateString()) this.#now.set(Date.now());
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), untilMidnight() + 1);
  }
}

function untilMidnight(): number {
  return new Date().setHours(24, 0, 0, 0) - Date.now();
}
