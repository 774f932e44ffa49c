import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { Author } from '../contract/room-events.ts';
import { toRoom } from './broadcast.ts';
import { Bus } from './bus.ts';
import { Typing } from './typing.ts';

const GATHER_MS = 250;

/** Tells a room's subscribers who is writing. */
@Injectable()
export class TypingFeed implements OnModuleInit, OnApplicationShutdown {
  readonly #bus: Bus;
  readonly #typing = new Typing();
  #timer: NodeJS.Timeout | undefined;

  constructor(bus: Bus) {
    this.#bus = bus;
  }

  onModuleInit(): void {
    this.#timer = setInterval(() => this.#tell(), GATHER_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  set(roomId: string, author: Author, typing: boolean): void {
    this.#typing.set(roomId, author, { typing, nowMs: performance.now() });
  }

  #tell(): void {
    for (const payload of this.#typing.takeChanges(performance.now())) this.#bus.tell({ recipients: toRoom(payload.roomId), name: 'typing:changed', payload });
  }
}
