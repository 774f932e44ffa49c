import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { Author } from '../contract/room-events.ts';
import { Store, type StoredRoom } from '../store/store.ts';
import { toRoom, type Broadcast } from './broadcast.ts';
import { AdaptiveThrottle } from './adaptive-throttle.ts';
import { Presence } from './presence.ts';
import { RoomDirectory } from './room-directory.ts';
import { RoomChanges } from './room-changes.ts';
import { RoomRuntime } from './room-runtime.ts';
import { RoomHeads } from './room-heads.ts';
import { Typing } from './typing.ts';

/** At most four a second per room. */
const GATHER_MS = 250;
const UPDATES_MS = 1_000;
const HEADS_MS = 15_000;

/** What is told without being asked, besides the events themselves: who is here, who writes, which rooms changed. */
@Injectable()
export class RoomBulletin implements OnModuleInit, OnApplicationShutdown {
  readonly announcements = new Subject<Broadcast>();
  readonly presence = new Presence();
  readonly catalog: RoomDirectory;
  readonly #log = new Logger(RoomBulletin.name);
  readonly #engine: RoomRuntime;
  readonly #store: Store;
  readonly #changes: RoomChanges;
  readonly #heads = new RoomHeads();
  readonly #typing = new Typing();
  readonly #updatesPace = new AdaptiveThrottle();
  /** Of the rooms whose presence was told lately. What changes meanwhile is told together. */
  readonly #presencePaces = new Map<string, AdaptiveThrottle>();
  #timers: NodeJS.Timeout[] = [];

  constructor(engine: RoomRuntime, store: Store) {
    this.#engine = engine;
    this.#store = store;
    this.catalog = new RoomDirectory(store, engine.threads, this.presence);
    this.#changes = new RoomChanges(this.catalog, store);
  }

  onModuleInit(): void {
    this.#engine.publications.subscribe(({ roomId, epoch, last }) => this.#note(roomId, epoch, last));
    this.#engine.gaps.subscribe((roomId) => void this.#tellHead(roomId));
    this.#timers = [
      setInterval(() => this.#tellPeople(), GATHER_MS),
      setInterval(() => void this.#tellUpdates(), UPDATES_MS),
      setInterval(() => this.#tellHeads(), HEADS_MS),
    ];
    this.#timers.forEach((timer) => timer.unref());
  }

  onApplicationShutdown(): void {
    this.#timers.forEach((timer) => clearInterval(timer));
  }

  created(row: StoredRoom): void {
    this.announcements.next(this.#changes.created(row));
  }

  entered(room: StoredRoom, author: Author): void {
    this.presence.enter(room.id, author);
    this.#heads.note(room.id, room.epoch, room.head);
    this.#changes.touch(room.id);
  }

  exited(roomId: string, author: Author): void {
    this.presence.exit(roomId, author);
    this.#changes.touch(roomId);
    if (!this.presence.has(roomId, author.id)) this.setTyping(roomId, author, false);
  }

  setTyping(roomId: string, author: Author, typing: boolean): void {
    this.#typing.set(roomId, author, { typing, nowMs: performance.now() });
  }

  #note(roomId: string, epoch: string, head: number): void {
    this.#heads.note(roomId, epoch, head);
    this.#changes.touch(roomId);
  }

  #tellPeople(): void {
    this.#tellPresence(performance.now());
    for (const payload of this.#typing.takeChanges(performance.now())) {
      this.announcements.next({ audience: toRoom(payload.roomId), name: 'typing:changed', payload });
    }
  }

  #tellPresence(nowMs: number): void {
    for (const [roomId, pace] of this.#presencePaces) if (pace.isDue(nowMs)) this.#presencePaces.delete(roomId);
    for (const payload of this.presence.takeChanges(this.#presencePaces)) {
      const pace = new AdaptiveThrottle();
      this.#presencePaces.set(payload.roomId, pace);
      this.#tellAtPace(pace, { audience: toRoom(payload.roomId), name: 'presence:changed', payload });
    }
  }

  #tellAtPace(pace: AdaptiveThrottle, announcement: Broadcast): void {
    pace.begin(performance.now());
    this.announcements.next({ ...announcement, onTold: () => pace.end(performance.now()) });
  }

  async #tellUpdates(): Promise<void> {
    if (!this.#updatesPace.isDue(performance.now())) return;
    try {
      for (const announcement of await this.#changes.takeUpdates()) this.#tellAtPace(this.#updatesPace, announcement);
    } catch (error) {
      this.#log.warn({ err: error }, 'Changes of rooms could not be read.');
    }
  }

  #tellHeads(): void {
    this.#engine.forgetReleased();
    const inhabited = new Set(this.presence.roomsWithPeople());
    for (const announcement of this.#heads.announcements(inhabited)) this.announcements.next(announcement);
  }

  async #tellHead(roomId: string): Promise<void> {
    const row = await this.#store.read('room', roomId, null).catch(() => null);
    if (row === null) return;
    const payload = { roomId, epoch: row.epoch, head: row.head };
    this.announcements.next({ audience: toRoom(roomId), name: 'room:head', payload });
  }
}
