import { Injectable } from '@nestjs/common';
import type { Facts } from '../contract/facts.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Author } from '../contract/room-events.ts';

interface Here {
  author: Author;
  sockets: number;
}

interface RoomPresence {
  here: Map<string, Here>;
  /** Who was here when changes were last told; only for people whose presence was touched since. */
  touched: Map<string, { author: Author; wasHere: boolean }>;
}

/** Who is in which room: members with at least one socket there. Derived from the sockets, gathered into few facts. */
@Injectable()
export class Presence {
  readonly #rooms = new Map<string, RoomPresence>();
  readonly #changed = new Set<string>();

  enter(roomId: string, author: Author): void {
    const room = this.#roomOf(roomId);
    const here = room.here.get(author.id);
    this.#touch(roomId, room, author);
    room.here.set(author.id, { author, sockets: (here?.sockets ?? 0) + 1 });
  }

  exit(roomId: string, author: Author): void {
    const room = this.#rooms.get(roomId);
    const here = room?.here.get(author.id);
    if (room === undefined || here === undefined) return;
    this.#touch(roomId, room, author);
    if (here.sockets > 1) room.here.set(author.id, { ...here, sockets: here.sockets - 1 });
    else room.here.delete(author.id);
  }

  /** The rooms that the person is seen in go on with the new name, also where their coming was not told yet. */
  rename(author: Author): void {
    for (const { here, touched } of this.#rooms.values()) {
      for (const entry of [here.get(author.id), touched.get(author.id)]) if (entry !== undefined) entry.author = author;
    }
  }

  online(roomId: string): number {
    return this.#rooms.get(roomId)?.here.size ?? 0;
  }

  has(roomId: string, userId: string): boolean {
    return this.#rooms.get(roomId)?.here.has(userId) ?? false;
  }

  list(roomId: string, limit: number): Author[] {
    const here = this.#rooms.get(roomId)?.here.values().take(limit) ?? [];
    return [...here].map(({ author }) => author);
  }

  roomsWithPeople(): string[] {
    return [...this.#rooms].filter(([, room]) => room.here.size > 0).map(([roomId]) => roomId);
  }

  /** What changed since the last call, but for the rooms in `notYet`; someone who left and came back in between did neither. */
  takeChanges(notYet: { has(roomId: string): boolean } = new Set()): Facts['presence:changed'][] {
    const roomIds = [...this.#changed].filter((roomId) => !notYet.has(roomId));
    const facts = roomIds.map((roomId) => this.#takeChange(roomId));
    return facts.filter(({ joined, left }) => joined.length > 0 || left.length > 0);
  }

  /** Names as many as one fact may; the others are named in the next. */
  #takeChange(roomId: string): Facts['presence:changed'] {
    const room = this.#roomOf(roomId);
    const named = [...room.touched.values()].filter(({ author, wasHere }) => wasHere !== room.here.has(author.id)).slice(0, LIMITS.presenceNames);
    this.#settle(roomId, room, named.length < LIMITS.presenceNames ? [...room.touched.keys()] : named.map(({ author }) => author.id));
    const of = (wasHere: boolean) => named.filter((person) => person.wasHere === wasHere).map(({ author }) => author);
    return { roomId, online: room.here.size, joined: of(false), left: of(true) };
  }

  #settle(roomId: string, room: RoomPresence, userIds: string[]): void {
    userIds.forEach((userId) => room.touched.delete(userId));
    if (room.touched.size > 0) return;
    this.#changed.delete(roomId);
    if (room.here.size === 0) this.#rooms.delete(roomId);
  }

  #touch(roomId: string, room: RoomPresence, author: Author): void {
    this.#changed.add(roomId);
    if (!room.touched.has(author.id)) room.touched.set(author.id, { author, wasHere: room.here.has(author.id) });
  }

  #roomOf(roomId: string): RoomPresence {
    const room = this.#rooms.get(roomId) ?? { here: new Map<string, Here>(), touched: new Map<string, never>() };
    this.#rooms.set(roomId, room);
    return room;
  }
}
