import { Inject, Injectable } from '@nestjs/common';
import type { Failure } from '../contract/errors.ts';
import { networkOf } from '../identity/ip-address.ts';
import type { ChatSocket } from './chat-socket.ts';

/** Injection token of SocketCounts. */
export const SOCKET_COUNTS = Symbol('SOCKET_COUNTS');

/** Sockets open at a time; 0 = no limit. */
export interface SocketCounts {
  inAll: number;
  perAddress: number;
  perPerson: number;
}

const RETRY_AFTER_MS = 10_000;
const ALL = 'all';

/** Bounds how many sockets are open: a place is taken at the handshake and given back when the connection is closed. */
@Injectable()
export class SocketLimits {
  readonly #most: SocketCounts;
  readonly #open = new Map<string, number>();

  constructor(@Inject(SOCKET_COUNTS) most: SocketCounts) {
    this.#most = most;
  }

  /** null: there is place, and the socket has taken it. */
  admit(socket: ChatSocket, { userId, address }: { userId: string; address: string }): Failure | null {
    const places = [
      { key: ALL, most: this.#most.inAll, whose: 'The server' },
      { key: `at ${networkOf(address)}`, most: this.#most.perAddress, whose: 'Your address' },
      { key: `of ${userId}`, most: this.#most.perPerson, whose: 'Your account' },
    ];
    const full = places.find(({ key, most }) => most > 0 && this.#countOf(key) >= most);
    if (full !== undefined) return { code: 'BUSY', message: `${full.whose} has as many connections as it may have. Close one, or try again later.`, retryAfterMs: RETRY_AFTER_MS };
    places.forEach(({ key }) => this.#open.set(key, this.#countOf(key) + 1));
    socket.conn.once('close', () => places.forEach(({ key }) => this.#release(key)));
    return null;
  }

  #countOf(key: string): number {
    return this.#open.get(key) ?? 0;
  }

  #release(key: string): void {
    const left = this.#countOf(key) - 1;
    if (left > 0) this.#open.set(key, left);
    else this.#open.delete(key);
  }
}
