import type { StoreReader } from '../journal/reader.ts';
import type { StoredRoom } from '../storage/store.ts';
import { toEveryone, toPerson, toRoom, type Announcement } from './announcement.ts';
import type { RoomCatalog } from './room-catalog.ts';

/** Rooms told as updated in one fact; the others follow in the next. */
const MOST_AT_ONCE = 100;

/** Gathers which rooms are new and which changed their head or who is there, for the lists of rooms. */
export class RoomChanges {
  readonly #catalog: RoomCatalog;
  readonly #reader: StoreReader;
  readonly #touched = new Set<string>();

  constructor(catalog: RoomCatalog, reader: StoreReader) {
    this.#catalog = catalog;
    this.#reader = reader;
  }

  touch(roomId: string): void {
    this.#touched.add(roomId);
  }

  /** A new room is told at once: to all, or to its creator alone. Nobody's membership is told with it. */
  created(row: StoredRoom): Announcement {
    const created = [this.#catalog.view({ ...row, readOrdinal: null })];
    const audience = row.visibility === 'public' ? toEveryone : toPerson(row.createdBy);
    return { audience, name: 'rooms:changed', payload: { created, updated: [], removed: [] } };
  }

  async takeUpdates(): Promise<Announcement[]> {
    const roomIds = [...this.#touched.values().take(MOST_AT_ONCE)];
    roomIds.forEach((roomId) => this.#touched.delete(roomId));
    const rows = await Promise.all(roomIds.map((roomId) => this.#reader.read('room', roomId, null)));
    return this.#announce(rows.filter((row) => row !== null));
  }

  #announce(rows: StoredRoom[]): Announcement[] {
    const publicRooms = rows.filter(({ visibility }) => visibility === 'public');
    const privateRooms = rows.filter(({ visibility }) => visibility === 'private');
    const update = (updated: StoredRoom[]) => ({ created: [], updated: updated.map((row) => this.#catalog.view(row)), removed: [] });
    const announcements: Announcement[] = privateRooms.map((row) => ({ audience: toRoom(row.id), name: 'rooms:changed', payload: update([row]) }));
    if (publicRooms.length > 0) announcements.push({ audience: toEveryone, name: 'rooms:changed', payload: update(publicRooms) });
    return announcements;
  }
}
