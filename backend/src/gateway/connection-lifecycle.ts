import { Injectable } from '@nestjs/common';
import { RateLimits } from '../identity/rate-limits.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Author } from '../contract/room-events.ts';
import { RoomBulletin } from '../rooms/room-bulletin.ts';
import { ChatError } from '../wire/chat-error.ts';
import { Subscriptions } from './subscriptions.ts';
import type { ChatSocket } from './chat-socket.ts';
import { commandGate } from './command-gate.ts';
import { AnswerQueue } from './answer-queue.ts';

/** What happens to a socket between coming and going: its rate, the rooms it enters and leaves, and who sees that. */
@Injectable()
export class ConnectionLifecycle {
  readonly #subscriptions: Subscriptions;
  readonly #bulletin: RoomBulletin;
  readonly #admission: RateLimits;

  readonly #pages = new AnswerQueue();

  constructor(subscriptions: Subscriptions, bulletin: RoomBulletin, admission: RateLimits) {
    this.#subscriptions = subscriptions;
    this.#bulletin = bulletin;
    this.#admission = admission;
  }

  connected(socket: ChatSocket): void {
    const { user } = socket.data;
    this.#subscriptions.add(socket);
    socket.use(commandGate({ waitMs: () => this.#admission.command(user.id), disconnect: () => socket.disconnect(true) }));
  }

  /** Throws RATE_LIMITED. */
  admitRoom(user: Author): void {
    ChatError.ifTooFast(this.#admission.room(user.id), 'Too many new rooms in a short time.');
  }

  disconnected(socket: ChatSocket): void {
    for (const roomId of this.#subscriptions.remove(socket)) this.#bulletin.exited(roomId, socket.data.user);
  }

  /** Runs what answers with a page of events when it is the socket's turn. */
  inTurn<T>(socket: ChatSocket, makePage: () => Promise<T>): Promise<T> {
    return this.#pages.take(socket, makePage);
  }

  /** A socket that closed while its room was looked up must not stay behind as a ghost. */
  enter(socket: ChatSocket, room: Parameters<RoomBulletin['entered']>[0]): void {
    if (!socket.connected) return;
    if (socket.data.rooms.size >= LIMITS.roomsPerSocket && !socket.data.rooms.has(room.id)) {
      throw new ChatError('INVALID', `roomId: one connection may be in at most ${LIMITS.roomsPerSocket} rooms. Leave one first.`);
    }
    if (this.#subscriptions.enter(socket, room.id)) this.#bulletin.entered(room, socket.data.user);
  }

  /** The person left the room: none of their sockets stays. */
  exitAll(user: Author, roomId: string): void {
    for (const socket of this.#subscriptions.of({ kind: 'person', userId: user.id })) {
      if (!socket.data.rooms.has(roomId)) continue;
      this.#subscriptions.exit(socket, roomId);
      this.#bulletin.exited(roomId, user);
    }
  }
}
