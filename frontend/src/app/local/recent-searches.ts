import { Injectable } from '@angular/core';
import { Preference } from './preference';

const KEPT = 8;

interface Kept {
  userId: string;
  searches: readonly string[];
}

const NOTHING: Kept = { userId: '', searches: [] };

/** What somebody looked for last in this browser, the newest first; of whoever was here before them nothing is shown. */
@Injectable({ providedIn: 'root' })
export class RecentSearches {
  readonly #kept = new Preference<Kept>('searches', { read, write: (kept) => (kept.searches.length === 0 ? null : JSON.stringify(kept)) });

  of(userId: string): readonly string[] {
    const { userId: owner, searches } = this.#kept.value();
    return owner === userId ? searches : [];
  }

  note(userId: string, search: string): void {
    const text = search.trim();
    const before = this.of(userId);
    if (text !== '' && before[0] !== text) this.#kept.choose({ userId, searches: [text, ...before.filter((other) => other !== text)].slice(0, KEPT) });
  }

  forget(): void {
    this.#kept.choose(NOTHING);
  }
}

function read(text: string | null): Kept {
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    return isKept(kept) ? { userId: kept.userId, searches: kept.searches.slice(0, KEPT) } : NOTHING;
  } catch {
    return NOTHING;
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null || !('userId' in value) || !('searches' in value)) return false;
  return typeof value.userId === 'string' && Array.isArray(value.searches) && value.searches.every((search) => typeof search === 'string');
}
