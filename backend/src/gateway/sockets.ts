import { Injectable } from '@nestjs/common';
import { AdmissionService } from '../admission/admission.service.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Author } from '../contract/room-events.ts';
import { RoomBulletin } from '../rooms/room-bulletin.ts';
import { RoomError } from '../rooms/room-error.ts';
import { Audiences } from './audiences.ts';
import type { ChatSocket } from './chat-socket.ts';
import { commandGate } from './command-gate.ts';
import { PageTurns } from './page-turns.ts';

/** What happens to a socket between coming and going: its rate, the rooms it enters and leaves, and who sees that. */
@Injectable()
export class Sockets {
  readonly #audiences: Audiences;
  readonly #bulletin: RoomBulletin;
  readonly #admission: AdmissionService;

  readonly #pages = new PageTurns();

  constructor(audiences: Audiences, bulletin: RoomBulletin, admission: AdmissionService) {
    this.#audiences = audiences;
    this.#bulletin = bulletin;
    this.#admission = admission;
  }

  connected(socket: ChatSocket): void {
    const { user } = socket.data;
    this.#audiences.add(socket);
    socket.use(commandGate({ waitMs: () => this.#admission.command(user.id), disconnect: () => socket.disconnect(true) }));
  }

  /** Throws RATE_LIMITED. */
  admitRoom(user: Author): void {
    RoomError.ifTooFast(this.#admission.room(user.id), 'Too many new rooms in a short time.');
  }

  disconnected(socket: ChatSocket): void {
    for (const roomId of this.#audiences.remove(socket)) this.#bulletin.exited(roomId, socket.data.user);
  }

  /** Runs what answers with a page of events when it is the socket's turn. */
  inTurn<T>(socket: ChatSocket, makePage: () => Promise<T>): Promise<T> {
    return this.#pages.take(socket, makePage);
  }

  /** A socket that closed while its room was looked up must not stay behind as a ghost. */
  enter(socket: ChatSocket, room: Parameters<RoomBulletin['entered']>[0]): void {
    if (!socket.connected) return;
    if (socket.data.rooms.size >= LIMITS.roomsPerSocket && !socket.data.rooms.has(room.id)) {
      throw new RoomError('INVALID', `roomId: one connection may be in at most ${LIMITS.roomsPerSocket} rooms. Leave one first.`);
    }
    if (this.#audiences.enter(socket, room.id)) this.#bulletin.entered(room, socket.data.user);
  }

  /** The person left the room: none of their sockets stays. */
  exitAll(user: Author, roomId: string): void {
    for (const socket of this.#audiences.of({ kind: 'person', userId: user.id })) {
      if (!socket.data.rooms.has(roomId)) continue;
      this.#audiences.exit(socket, roomId);
      this.#bulletin.exited(roomId, user);
    }
  }
}
