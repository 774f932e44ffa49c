import type { Store, StoredRoom } from '../store/store.ts';
import { toEveryone, toPerson, toRoom, type Broadcast } from './broadcast.ts';
import type { RoomDirectory } from './room-directory.ts';

/** Rooms told as updated in one fact; the others follow in the next. */
const MOST_AT_ONCE = 100;

/** Gathers which rooms are new and which changed their head or who is there, for the lists of rooms. */
export class RoomChanges {
  readonly #catalog: RoomDirectory;
  readonly #store: Pick<Store, 'read'>;
  readonly #touched = new Set<string>();

  constructor(catalog: RoomDirectory, store: Pick<Store, 'read'>) {
    this.#catalog = catalog;
    this.#store = store;
  }

  touch(roomId: string): void {
    this.#touched.add(roomId);
  }

  /** A new room is told at once: to all, or to its creator alone. Nobody's membership is told with it. */
  created(row: StoredRoom): Broadcast {
    const created = [this.#catalog.view({ ...row, readOrdinal: null })];
    const audience = row.visibility === 'public' ? toEveryone : toPerson(row.createdBy);
    return { audience, name: 'rooms:changed', payload: { created, updated: [], removed: [] } };
  }

  async takeUpdates(): Promise<Broadcast[]> {
    const roomIds = [...this.#touched.values().take(MOST_AT_ONCE)];
    roomIds.forEach((roomId) => this.#touched.delete(roomId));
    const rows = await Promise.all(roomIds.map((roomId) => this.#store.read('room', roomId, null)));
    return this.#announce(rows.filter((row) => row !== null));
  }

  #announce(rows: StoredRoom[]): Broadcast[] {
    const publicRooms = rows.filter(({ visibility }) => visibility === 'public');
    const privateRooms = rows.filter(({ visibility }) => visibility === 'private');
    const update = (updated: StoredRoom[]) => ({ created: [], updated: updated.map((row) => this.#catalog.view(row)), removed: [] });
    const announcements: Broadcast[] = privateRooms.map((row) => ({ audience: toRoom(row.id), name: 'rooms:changed', payload: update([row]) }));
    if (publicRooms.length > 0) announcements.push({ audience: toEveryone, name: 'rooms:changed', payload: update(publicRooms) });
    return announcements;
  }
}
