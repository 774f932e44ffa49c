import { Injectable } from '@nestjs/common';
import type { Recipients } from '../rooms/broadcast.ts';
import type { ChatSocket } from './chat-socket.ts';

/** Which sockets belong to whom: all, a room's, a person's, a session's. */
@Injectable()
export class Subscriptions {
  readonly #all = new Set<ChatSocket>();
  readonly #rooms = new Map<string, Set<ChatSocket>>();
  readonly #people = new Map<string, Set<ChatSocket>>();
  readonly #sessions = new Map<string, Set<ChatSocket>>();

  add(socket: ChatSocket): void {
    this.#all.add(socket);
    include(this.#people, socket.data.user.id, socket);
    include(this.#sessions, socket.data.tokenHash, socket);
  }

  /** The rooms the socket was in. */
  remove(socket: ChatSocket): string[] {
    this.#all.delete(socket);
    exclude(this.#people, socket.data.user.id, socket);
    exclude(this.#sessions, socket.data.tokenHash, socket);
    const rooms = [...socket.data.rooms];
    rooms.forEach((roomId) => this.exit(socket, roomId));
    return rooms;
  }

  /** False: it was there already. */
  enter(socket: ChatSocket, roomId: string): boolean {
    if (socket.data.rooms.has(roomId)) return false;
    socket.data.rooms.add(roomId);
    include(this.#rooms, roomId, socket);
    return true;
  }

  exit(socket: ChatSocket, roomId: string): void {
    socket.data.rooms.delete(roomId);
    exclude(this.#rooms, roomId, socket);
  }

  of(audience: Recipients): Iterable<ChatSocket> {
    if (audience.kind === 'everyone') return this.#all;
    if (audience.kind === 'room') return this.#rooms.get(audience.roomId) ?? [];
    return this.#people.get(audience.userId) ?? [];
  }

  ofSession(tokenHash: string): ChatSocket[] {
    return [...(this.#sessions.get(tokenHash) ?? [])];
  }

  get count(): number {
    return this.#all.size;
  }
}

function include(sets: Map<string, Set<ChatSocket>>, key: string, socket: ChatSocket): void {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set.add(socket));
}

function exclude(sets: Map<string, Set<ChatSocket>>, key: string, socket: ChatSocket): void {
  const set = sets.get(key);
  set?.delete(socket);
  if (set?.size === 0) sets.delete(key);
}
