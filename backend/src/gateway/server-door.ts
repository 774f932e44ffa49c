import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { toEveryone } from '../rooms/announcement.ts';
import { RoomEngine } from '../rooms/room-engine.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import { Announcer } from './announcer.ts';
import { Audiences } from './audiences.ts';
import type { ChatServer } from './chat-socket.ts';
import { Handshake } from './handshake.ts';

/** Long enough for a restart, and clients add a random delay of their own. */
const RECONNECT_AFTER_MS = 1_000;
const LAST_WORDS_MS = 4_000;
const LOOK_EVERY_MS = 5;

@Injectable()
export class DoorParts {
  readonly handshake: Handshake;
  readonly audiences: Audiences;
  readonly announcer: Announcer;

  constructor(handshake: Handshake, audiences: Audiences, announcer: Announcer) {
    this.handshake = handshake;
    this.audiences = audiences;
    this.announcer = announcer;
  }
}

/** Opens and closes the server to sockets. */
@Injectable()
export class ServerDoor implements OnModuleInit, BeforeApplicationShutdown {
  readonly #log = new Logger(ServerDoor.name);
  readonly #parts: DoorParts;
  readonly #engine: RoomEngine;
  readonly #sessions: SessionsService;

  constructor(parts: DoorParts, engine: RoomEngine, sessions: SessionsService) {
    this.#parts = parts;
    this.#engine = engine;
    this.#sessions = sessions;
  }

  onModuleInit(): void {
    this.#sessions.ended.subscribe((tokenHash) => {
      for (const socket of this.#parts.audiences.ofSession(tokenHash)) socket.disconnect(true);
    });
  }

  guard(server: ChatServer): void {
    server.use((socket, next) => void this.#parts.handshake.authenticate(socket, next));
  }

  /**
   * The last packets go out, and sockets are closed in order; whoever does not answer that is cut off by the server's end.
   * Both sides have to be done: a process that ends with something unread resets the connection, and the goodbye is lost.
   */
  async #sayGoodbye(): Promise<void> {
    const { announcer, audiences } = this.#parts;
    await holds(() => announcer.fanOut.pending === 0, LAST_WORDS_MS);
    const sockets = [...audiences.of(toEveryone)];
    for (const socket of sockets) socket.conn.close();
    await holds(() => sockets.every(({ data }) => data.sink.isGone), LAST_WORDS_MS);
  }

  /** Nobody new; what was accepted is committed, acked and published; then everybody is told. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#parts.handshake.close();
    await this.#engine.close();
    this.#parts.announcer.announce({ audience: toEveryone, name: 'server:closing', payload: { reconnectAfterMs: RECONNECT_AFTER_MS } });
    await this.#sayGoodbye();
    this.#log.log({ sockets: this.#parts.audiences.count }, 'All rooms are stored and closed.');
  }
}

async function holds(condition: () => boolean, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!condition() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
