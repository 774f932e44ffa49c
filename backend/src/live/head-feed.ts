import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { Store } from '../store/store.ts';
import { toRoom } from './broadcast.ts';
import { Bus } from './bus.ts';

export const HEADS_EVERY_MS = 15_000;
/** Rooms whose newest number is remembered; of others nobody is told now and then. */
export const HEADS_KEPT = 10_000;

/** Tells subscribers the newest number of their room now and then, so that a lost last event is noticed, and at once after a gap. */
@Injectable()
export class HeadFeed implements OnModuleInit, OnApplicationShutdown {
  readonly #log = new Logger(HeadFeed.name);
  readonly #runtime: RoomRuntime;
  readonly #store: Store;
  readonly #bus: Bus;
  readonly #heads = new Map<string, { epoch: string; head: number }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(runtime: RoomRuntime, store: Store, bus: Bus) {
    this.#runtime = runtime;
    this.#store = store;
    this.#bus = bus;
  }

  onModuleInit(): void {
    this.#runtime.publications.subscribe(({ roomId, epoch, last }) => this.#note(roomId, epoch, last));
    this.#runtime.gaps.subscribe((roomId) => void this.#tellStored(roomId));
    this.#timer = setInterval(() => this.#tellAll(), HEADS_EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  get size(): number {
    return this.#heads.size;
  }

  #note(roomId: string, epoch: string, head: number): void {
    this.#heads.delete(roomId);
    this.#heads.set(roomId, { epoch, head });
    if (this.#heads.size <= HEADS_KEPT) return;
    const [oldest] = this.#heads.keys();
    if (oldest !== undefined) this.#heads.delete(oldest);
  }

  /** Rooms without a thread have had no event for a while: their last one was told many times. */
  #tellAll(): void {
    this.#runtime.forgetReleased();
    for (const [roomId, place] of this.#heads) {
      this.#tell(roomId, place);
      if (!this.#runtime.threads.isLive(roomId)) this.#heads.delete(roomId);
    }
  }

  async #tellStored(roomId: string): Promise<void> {
    try {
      const row = await this.#store.read('room', roomId, null);
      if (row !== null) this.#tell(roomId, row);
    } catch (error) {
      this.#log.warn({ err: error, roomId }, 'The head of a room could not be read; its members learn of it in a moment.');
    }
  }

  #tell(roomId: string, { epoch, head }: { epoch: string; head: number }): void {
    this.#bus.tell({ recipients: toRoom(roomId), name: 'room:head', payload: { roomId, epoch, head } });
  }
}
