import { type Signal, signal } from '@angular/core';
import { forget, recall, remember } from './local-storage';

/** How a choice is written down. What cannot be read is taken for nothing chosen; null: nothing has to be written. */
export interface PreferenceFormat<T> {
  read: (text: string | null) => T;
  write: (value: T) => string | null;
}

/** One choice that this browser keeps. It counts at once, in every tab. */
export class Preference<T> {
  readonly #key: string;
  readonly #format: PreferenceFormat<T>;
  readonly #value;
  readonly value: Signal<T>;

  constructor(key: string, format: PreferenceFormat<T>) {
    this.#key = key;
    this.#format = format;
    this.#value = signal(format.read(recall(key)));
    this.value = this.#value.asReadonly();
    // Only other tabs hear it; null stands for everything at once.
    addEventListener('storage', ({ key: changed }) => {
      if (changed === null || changed.endsWith(`.${key}`)) this.#value.set(format.read(recall(key)));
    });
  }

  choose(value: T): void {
    const text = this.#format.write(value);
    if (text === null) forget(this.#key);
    else remember(this.#key, text);
    this.#value.set(value);
  }
}

/** One of few words; the first is what counts where nothing was chosen. */
export function oneOf<T extends string>(first: T, ...others: T[]): PreferenceFormat<T> {
  return {
    read: (text) => others.find((word) => word === text) ?? first,
    write: (word) => (word === first ? null : word),
  };
}
