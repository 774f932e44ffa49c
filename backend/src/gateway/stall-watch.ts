import { Inject, Injectable, Logger } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.ts';
import type { ChatSocket } from './chat-socket.ts';
import { cutOff, SocketSink, type AskedSink, type StallLimits } from './socket-sink.ts';

/** Gives sockets their sinks, and closes those that do not read. */
@Injectable()
export class StallWatch {
  readonly #log = new Logger(StallWatch.name);
  readonly #limits: StallLimits;
  #closed = 0;

  constructor(@Inject(CONFIG) config: Config) {
    this.#limits = { bytes: config.SOCKET_BUFFER_BYTES, ms: config.SOCKET_STALL_SECONDS * 1_000 };
  }

  /** Sockets closed since the start because they did not read. */
  get closed(): number {
    return this.#closed;
  }

  sinkOf(socket: ChatSocket): AskedSink {
    return new SocketSink(socket.conn, { limits: this.#limits, onStall: () => this.#close(socket) });
  }

  #close(socket: ChatSocket): void {
    if (socket.conn.readyState === 'closed') return;
    this.#closed++;
    this.#log.warn({ socket: socket.id, userId: socket.data.user.id }, 'A socket that does not read was closed.');
    cutOff(socket.conn);
  }
}
