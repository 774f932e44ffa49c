import { Inject, Injectable, Logger } from '@nestjs/common';
import type { ChatSocket } from './chat-socket.ts';
import { terminate, SocketWriter, type AskedWriter, type StallLimits } from './socket-writer.ts';

/** Injection token of StallLimits. */
export const STALL_LIMITS = Symbol('STALL_LIMITS');

/** Gives sockets their sinks, and closes those that do not read. */
@Injectable()
export class SlowConsumerPolicy {
  readonly #log = new Logger(SlowConsumerPolicy.name);
  readonly #limits: StallLimits;
  #closed = 0;

  constructor(@Inject(STALL_LIMITS) limits: StallLimits) {
    this.#limits = limits;
  }

  /** Sockets closed since the start because they did not read. */
  get closed(): number {
    return this.#closed;
  }

  sinkOf(socket: ChatSocket): AskedWriter {
    return new SocketWriter(socket.conn, { limits: this.#limits, onStall: () => this.#close(socket) });
  }

  #close(socket: ChatSocket): void {
    if (socket.conn.readyState === 'closed') return;
    this.#closed++;
    this.#log.warn({ socket: socket.id, userId: socket.data.principal.userId }, 'A socket that does not read was closed.');
    terminate(socket.conn);
  }
}
