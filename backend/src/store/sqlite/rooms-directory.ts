import type { NewRoom, StoredRoom } from '../store.ts';
import type { Database, StatementSync } from './database.ts';
import { WRITES } from './queries.ts';

export class RoomsDirectory {
  readonly #byPublicName: StatementSync;
  readonly #slugTaken: StatementSync;
  readonly #numberedSlugs: StatementSync;
  readonly #addRoom: StatementSync;

  constructor(database: Database) {
    this.#byPublicName = database.prepare(WRITES.roomByPublicName);
    this.#slugTaken = database.prepare(WRITES.slugTaken);
    this.#numberedSlugs = database.prepare(WRITES.numberedSlugs);
    this.#addRoom = database.prepare(WRITES.addRoom);
  }

  create(wanted: NewRoom): StoredRoom | null {
    const { nameKey, ...room } = { ...wanted, slug: this.#freeSlug(wanted.slug) };
    if (room.visibility === 'public' && this.#byPublicName.get({ nameKey })) return null;
    this.#addRoom.run({ ...room, nameKey });
    return { ...room, head: 0, lastOrdinal: 0, readOrdinal: null };
  }

  #freeSlug(wanted: string): string {
    if (!this.#slugTaken.get({ slug: wanted })) return wanted;
    const taken = this.#numbered(wanted);
    let number = 2;
    while (taken.has(`${wanted}-${number}`)) number += 1;
    return `${wanted}-${number}`;
  }

  /** ":" is the character after "9", so this is a range of the index. */
  #numbered(slug: string): Set<string> {
    const rows = this.#numberedSlugs.all({ from: `${slug}-0`, to: `${slug}-:` }) as { slug: string }[];
    return new Set(rows.map((row) => row.slug));
  }
}
