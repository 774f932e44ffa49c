import { Injectable } from '@angular/core';
import { Preference } from '../local/preference';
import type { RoomEntry, SectionName } from './room-entries';

/** Which sections of the list the reader has folded, in this browser. */
@Injectable({ providedIn: 'root' })
export class FoldedSections {
  readonly #folded = new Preference<ReadonlySet<string>>('sections.folded', {
    read: (text) => new Set(text?.split(' ')),
    write: (names) => (names.size === 0 ? null : [...names].join(' ')),
  });

  has(name: SectionName): boolean {
    return this.#folded.value().has(name);
  }

  toggle(name: SectionName): void {
    const folded = new Set(this.#folded.value());
    if (!folded.delete(name)) folded.add(name);
    this.#folded.choose(folded);
  }
}

/** Of a folded section: what calls the reader, and where they are. */
export function stillShown(entries: readonly RoomEntry[], current: string): RoomEntry[] {
  return entries.filter(({ room, unread, quiet }) => room.slug === current || (unread > 0 && !quiet));
}
