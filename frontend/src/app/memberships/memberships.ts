import { Injectable, signal } from '@angular/core';
import type { Room } from '@contract/room';

/**
 * Which rooms the reader is a member of, and up to which ordinal each has been read. The list shows it and an open
 * room moves it; neither knows the other.
 */
@Injectable({ providedIn: 'root' })
export class Memberships {
  readonly #positions = signal<ReadonlyMap<string, number>>(new Map());
  readonly positions = this.#positions.asReadonly();

  /** A room with a membership says where its reader is; one without says nothing. */
  learn(rooms: readonly Room[]): void {
    for (const { id, membership } of rooms) if (membership !== undefined) this.readUpTo(id, membership.readOrdinal);
  }

  /** Never moves back, as on the server. */
  readUpTo(roomId: string, ordinal: number): void {
    const known = this.#positions().get(roomId);
    if (known !== undefined && known >= ordinal) return;
    this.#positions.update((positions) => new Map(positions).set(roomId, ordinal));
  }

  left(roomId: string): void {
    this.#positions.update((positions) => new Map([...positions].filter(([id]) => id !== roomId)));
  }

  clear(): void {
    this.#positions.set(new Map());
  }
}
