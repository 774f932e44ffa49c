import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { toEveryone } from '../live/broadcast.ts';
import { Bus } from '../live/bus.ts';
import { Subscriptions } from '../live/subscriptions.ts';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { Broadcaster } from './broadcaster.ts';
import type { ChatServer, SocketData } from './chat-socket.ts';
import { Handshake } from './handshake.ts';

/** Long enough for a restart, and clients add a random delay of their own. */
const RECONNECT_AFTER_MS = 1_000;
const LAST_WORDS_MS = 4_000;
const LOOK_EVERY_MS = 5;

/** Opens and closes the server to sockets. */
@Injectable()
export class GracefulShutdown implements BeforeApplicationShutdown {
  readonly #log = new Logger(GracefulShutdown.name);
  readonly #handshake: Handshake;
  readonly #subscriptions: Subscriptions<SocketData>;
  readonly #broadcaster: Broadcaster;
  readonly #bus: Bus;
  readonly #runtime: RoomRuntime;

  constructor(handshake: Handshake, subscriptions: Subscriptions<SocketData>, broadcaster: Broadcaster, bus: Bus, runtime: RoomRuntime) {
    this.#handshake = handshake;
    this.#subscriptions = subscriptions;
    this.#broadcaster = broadcaster;
    this.#bus = bus;
    this.#runtime = runtime;
  }

  guard(server: ChatServer): void {
    server.use((socket, next) => void this.#handshake.authenticate(socket, next));
  }

  /**
   * The last packets go out, and sockets are closed in order; whoever does not answer that is cut off by the server's end.
   * Both sides have to be done: a process that ends with something unread resets the connection, and the goodbye is lost.
   */
  async #sayGoodbye(): Promise<void> {
    await holds(() => this.#broadcaster.fanOut.pending === 0, LAST_WORDS_MS);
    const sockets = this.#subscriptions.recipients(toEveryone);
    for (const { conn } of sockets) conn.close();
    await holds(() => sockets.every(({ sink }) => sink.isGone), LAST_WORDS_MS);
  }

  /** Nobody new; what was accepted is committed, acked and published; then everybody is told. */
  async beforeApplicationShutdown(): Promise<void> {
    this.#handshake.close();
    await this.#runtime.close();
    this.#bus.tell({ recipients: toEveryone, name: 'server:closing', payload: { reconnectAfterMs: RECONNECT_AFTER_MS } });
    await this.#sayGoodbye();
    this.#log.log({ sockets: this.#subscriptions.count }, 'All rooms are stored and closed.');
  }
}

async function holds(condition: () => boolean, limitMs: number): Promise<void> {
  const deadline = performance.now() + limitMs;
  while (!condition() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}
