import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { toEveryone } from '../rooms/broadcast.ts';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { Broadcaster } from './broadcaster.ts';
import { Subscriptions } from './subscriptions.ts';
import type { ChatServer } from './chat-socket.ts';
import { Handshake } from './handshake.ts';

/** Long enough for a restart, and clients add a random delay of their own. */
const RECONNECT_AFTER_MS = 1_000;
const LAST_WORDS_MS = 4_000;
const LOOK_EVERY_MS = 5;

@Injectable()
export class ShutdownParts {
  readonly handshake: Handshake;
  readonly subscriptions: Subscriptions;
  readonly broadcaster: Broadcaster;

  constructor(handshake: Handshake, subscriptions: Subscriptions, broadcaster: Broadcaster) {
    this.handshake = handshake;
    this.subscriptions = subscriptions;
    this.broadcaster = broadcaster;
  }
}

/** Opens and closes the server to sockets. */
@Injectable()
export class GracefulShutdown implements BeforeApplicationShutdown {
  readonly #log = new Logger(GracefulShutdown.name);
  readonly #parts: ShutdownParts;
  readonly #engine: RoomRuntime;

  constructor(parts: ShutdownParts, engine: RoomRuntime) {
    this.#parts = parts;
    this.#engine = engine;
  }

  guard(server: ChatServer): void {
    server.use((socket, next) => void this.#parts.handshake.authenticate(socket, next));
  }

  /**
   * The last packets go out, and sockets are closed in order; whoever does not answer that is cut off by the server's end.
   * Both sides have to be done: a process that ends with something unread resets the connection, and the goodbye is lost.
   */
  async #sayGoodbye(): Promise<void> {
    const { broadcaster, subscriptions } = this.#parts;
    await holds(() => broadcaster.fanOut.pending === 0, LAST_WORDS_MS);
    const sockets = [...subscriptions.of(toEveryone)];
    for (const socket of sockets) socket.conn.close();
    await holds(() => sockets.every(({ data }) => data.sink.isGone), LAST_WORDS_MS);
  }

  /** Nobody new; what was accepted is committed, acked and published; then everybody is told. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#parts.handshake.close();
    await this.#engine.close();
    this.#parts.broadcaster.announce({ audience: toEveryone, name: 'server:closing', payload: { reconnectAfterMs: RECONNECT_AFTER_MS } });
    await this.#sayGoodbye();
    this.#log.log({ sockets: this.#parts.subscriptions.count }, 'All rooms are stored and closed.');
  }
}

async function holds(condition: () => boolean, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!condition() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
