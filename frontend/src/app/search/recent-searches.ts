import { Injectable } from '@angular/core';
import { Preference } from '../local/preference';

const KEPT = 8;

/** What was looked for last in this browser, the newest first. */
@Injectable({ providedIn: 'root' })
export class RecentSearches {
  readonly #kept = new Preference<readonly string[]>('searches', { read, write: (searches) => (searches.length === 0 ? null : JSON.stringify(searches)) });
  readonly all = this.#kept.value;

  note(search: string): void {
    const text = search.trim();
    if (text !== '' && this.all()[0] !== text) this.#kept.choose([text, ...this.all().filter((other) => other !== text)].slice(0, KEPT));
  }

  forget(): void {
    this.#kept.choose([]);
  }
}

function read(text: string | null): readonly string[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(kept) ? kept.filter((search) => typeof search === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}
