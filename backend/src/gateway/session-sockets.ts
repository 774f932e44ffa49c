import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { Session } from '../identity/session.ts';
import { SessionsService, type EndedSession } from '../identity/sessions.service.ts';
import type { ChatSocket } from './chat-socket.ts';

/**
 * The sockets of each session, from the handshake on. They end with it: a socket is here in the turn in which its session
 * is seen to be alive, so that an end is either seen or finds the socket.
 */
@Injectable()
export class SessionSockets implements OnModuleInit, OnModuleDestroy {
  readonly #sessions: SessionsService;
  readonly #socketsOf = new Map<string, Set<ChatSocket>>();
  #ended: Subscription | undefined;

  constructor(sessions: SessionsService) {
    this.#sessions = sessions;
  }

  onModuleInit(): void {
    this.#ended = this.#sessions.ended.subscribe((ended) => this.#end(ended));
    this.#ended.add(this.#sessions.roleChanged.subscribe((userId) => this.#comeAnew(userId)));
  }

  onModuleDestroy(): void {
    this.#ended?.unsubscribe();
  }

  /** False: the session ended since it was looked up. */
  add(socket: ChatSocket, session: Session): boolean {
    if (!this.#sessions.open(session)) return false;
    const { tokenHash } = session;
    const sockets = this.#socketsOf.get(tokenHash) ?? new Set();
    this.#socketsOf.set(tokenHash, sockets.add(socket));
    socket.once('disconnect', () => this.#remove(socket, tokenHash));
    socket.conn.once('close', () => this.#remove(socket, tokenHash));
    return true;
  }

  #end({ tokenHash, reason }: EndedSession): void {
    for (const socket of this.#socketsOf.get(tokenHash) ?? []) {
      if (socket.connected) socket.emit('session:ended', { reason });
      if (socket.connected) socket.disconnect(true);
      else socket.conn.close();
    }
    this.#socketsOf.delete(tokenHash);
  }

  /** As after a broken connection: what they hear goes by what they may do now. */
  #comeAnew(userId: string): void {
    for (const sockets of this.#socketsOf.values()) {
      for (const socket of sockets) if (socket.data.principal.userId === userId) socket.conn.close();
    }
  }

  #remove(socket: ChatSocket, tokenHash: string): void {
    const sockets = this.#socketsOf.get(tokenHash);
    if (sockets?.delete(socket) !== true || sockets.size > 0) return;
    this.#socketsOf.delete(tokenHash);
    this.#sessions.close(tokenHash);
  }
}
