import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { RoomEvent } from '../contract/room-events.ts';
import { NewRooms } from '../rooms/new-rooms.ts';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { Store, type StoredRoom } from '../store/store.ts';
import { AdaptiveThrottle } from './adaptive-throttle.ts';
import { toDirectory } from './broadcast.ts';
import { Bus } from './bus.ts';
import { RoomViews } from './room-views.ts';
import { Subscriptions } from './subscriptions.ts';

const GATHER_MS = 1_000;
/** Rooms told in one fact; the others follow in the next. */
const MOST_AT_ONCE = 100;
/** Beyond it the oldest are not told: a list of thousands is asked for again, not followed. */
export const MOST_WAITING = 5_000;

type Change = 'created' | 'updated' | 'hidden';

/** Tells whoever watches the directory which public rooms are new or changed. While nobody does, it costs nothing. */
@Injectable()
export class DirectoryFeed implements OnModuleInit, OnApplicationShutdown {
  readonly #log = new Logger(DirectoryFeed.name);
  readonly #runtime: RoomRuntime;
  readonly #rooms: NewRooms;
  readonly #store: Store;
  readonly #subscriptions: Subscriptions;
  readonly #views: RoomViews;
  readonly #bus: Bus;
  readonly #changes = new Map<string, Change>();
  readonly #throttle = new AdaptiveThrottle();
  #timer: NodeJS.Timeout | undefined;

  constructor(runtime: RoomRuntime, rooms: NewRooms, store: Store, subscriptions: Subscriptions, views: RoomViews, bus: Bus) {
    this.#runtime = runtime;
    this.#rooms = rooms;
    this.#subscriptions = subscriptions;
    this.#store = store;
    this.#views = views;
    this.#bus = bus;
  }

  onModuleInit(): void {
    this.#runtime.publications.subscribe(({ roomId, notable }) => this.#note(roomId, notable.some(hides) ? 'hidden' : 'updated'));
    this.#rooms.made.subscribe(({ roomId }) => this.#note(roomId, 'created'));
    this.#bus.told$.subscribe((told) => told.name === 'presence:changed' && this.#note(told.payload.roomId, 'updated'));
    this.#timer = setInterval(() => void this.#tell(), GATHER_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  get size(): number {
    return this.#changes.size;
  }

  #note(roomId: string, change: Change): void {
    if (this.#subscriptions.watchers === 0) return;
    const known = this.#changes.get(roomId);
    this.#changes.set(roomId, known === undefined || change === 'hidden' ? change : known);
    if (this.#changes.size <= MOST_WAITING) return;
    const [oldest] = this.#changes.keys();
    if (oldest !== undefined) this.#changes.delete(oldest);
  }

  async #tell(): Promise<void> {
    if (this.#changes.size === 0 || !this.#throttle.isDue(performance.now())) return;
    try {
      const changes = this.#take();
      const rows = await Promise.all([...changes.keys()].map((roomId) => this.#store.readBulk('room', roomId, null)));
      this.#tellOf(rows.filter((row) => row !== null), changes);
    } catch (error) {
      this.#log.warn({ err: error }, 'Changes of rooms could not be read.');
    }
  }

  #take(): Map<string, Change> {
    const taken = new Map(this.#changes.entries().take(MOST_AT_ONCE));
    for (const roomId of taken.keys()) this.#changes.delete(roomId);
    return taken;
  }

  #tellOf(rows: StoredRoom[], changes: Map<string, Change>): void {
    const open = rows.filter(({ visibility }) => visibility === 'public');
    const views = (wanted: Change) => open.filter(({ id }) => changes.get(id) === wanted).map((row) => this.#views.publicRoom(row));
    const removed = [...changes].filter(([roomId, change]) => change === 'hidden' && !open.some(({ id }) => id === roomId)).map(([roomId]) => roomId);
    const payload = { created: views('created'), updated: [...views('updated'), ...views('hidden')], removed };
    if (payload.created.length + payload.updated.length + removed.length === 0) return;
    this.#bus.tellAtPace(this.#throttle, { recipients: toDirectory, name: 'rooms:changed', payload });
  }
}

function hides(event: RoomEvent): boolean {
  return event.type === 'room.updated' && event.changes.visibility === 'private';
}
