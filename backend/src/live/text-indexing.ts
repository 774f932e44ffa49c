import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { NewRooms } from '../rooms/new-rooms.ts';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { Store } from '../store/store.ts';
import { INDEXER_TIMES, TextIndexer } from './text-indexer.ts';

/** Keeps the index of the search behind the logs. */
@Injectable()
export class TextIndexing implements OnModuleInit, BeforeApplicationShutdown {
  readonly #log = new Logger(TextIndexing.name);
  readonly #runtime: RoomRuntime;
  readonly #rooms: NewRooms;
  readonly #store: Store;
  #indexer: TextIndexer | null = null;

  constructor(runtime: RoomRuntime, rooms: NewRooms, store: Store) {
    this.#runtime = runtime;
    this.#rooms = rooms;
    this.#store = store;
  }

  onModuleInit(): void {
    const indexer = new TextIndexer({ store: this.#store, times: INDEXER_TIMES, log: this.#log });
    this.#indexer = indexer;
    this.#runtime.publications.subscribe(({ roomId }) => indexer.note(roomId));
    this.#runtime.gaps.subscribe((roomId) => indexer.note(roomId));
    this.#rooms.made.subscribe(({ roomId }) => indexer.note(roomId));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.#indexer?.stop();
  }
}
