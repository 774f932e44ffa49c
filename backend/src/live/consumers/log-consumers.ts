import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { NewRooms } from '../../rooms/new-rooms.ts';
import { RoomRuntime } from '../../rooms/room-runtime.ts';
import { Store } from '../../store/store.ts';
import { CONSUMER_TIMES, ConsumerRunner } from './consumer-runner.ts';
import type { LogConsumer } from './log-consumer.ts';

/** Runs what reads the logs from a stored position. Of several processes one at a time does so for each consumer. */
@Injectable()
export class LogConsumers implements OnModuleInit, BeforeApplicationShutdown {
  readonly #log = new Logger(LogConsumers.name);
  readonly #holder = randomUUID();
  readonly #runtime: RoomRuntime;
  readonly #rooms: NewRooms;
  readonly #store: Store;
  readonly #runners: ConsumerRunner[] = [];

  constructor(runtime: RoomRuntime, rooms: NewRooms, store: Store) {
    this.#runtime = runtime;
    this.#rooms = rooms;
    this.#store = store;
  }

  onModuleInit(): void {
    this.#runtime.publications.subscribe(({ roomId }) => this.#note(roomId));
    this.#runtime.gaps.subscribe((roomId) => this.#note(roomId));
    this.#rooms.made.subscribe(({ roomId }) => this.#note(roomId));
  }

  /** For as long as the server runs. */
  start(consumer: LogConsumer): void {
    this.#runners.push(new ConsumerRunner({ consumer, store: this.#store, holder: this.#holder, times: CONSUMER_TIMES, log: this.#log }));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.#runners.map((runner) => runner.stop()));
  }

  #note(roomId: string): void {
    for (const runner of this.#runners) runner.note(roomId);
  }
}
