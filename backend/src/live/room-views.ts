import { Injectable } from '@nestjs/common';
import { LIMITS } from '../contract/limits.ts';
import { isMember } from '../contract/permissions.ts';
import type { Author } from '../contract/room-events.ts';
import type { MyRoom, Room, RoomMember, RoomPerson } from '../contract/room.ts';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { Store, type StoredMembership, type StoredRoom } from '../store/store.ts';
import { MemberPages } from './member-pages.ts';
import { Presence } from './presence.ts';
import { Subscriptions } from './subscriptions.ts';

/** Rooms as they are seen: what the store holds, with who is there and which thread serves them now. */
@Injectable()
export class RoomViews {
  readonly #runtime: RoomRuntime;
  readonly #presence: Presence;
  readonly #subscriptions: Subscriptions;
  readonly #memberPages: MemberPages;

  constructor(runtime: RoomRuntime, presence: Presence, subscriptions: Subscriptions, store: Store) {
    this.#runtime = runtime;
    this.#presence = presence;
    this.#subscriptions = subscriptions;
    this.#memberPages = new MemberPages(store);
  }

  /** With the membership of whoever the row was read for. */
  room({ epoch: _, membersSeq: __, standing, readOrdinal, archivedAt, people, ...row }: StoredRoom): Room {
    const now = { online: this.#presence.online(row.id), thread: this.#runtime.threads.view(row.id) };
    const room: Room = { ...row, ...now, ...(archivedAt !== null && { archivedAt }), ...(people !== null && { people: this.#seen(people) }) };
    return isMember(standing) ? { ...room, membership: { role: standing, readOrdinal: readOrdinal ?? 0 } } : room;
  }

  /** What was read of these rooms' members is out of date. */
  forgetMembers(roomIds: Iterable<string>): void {
    this.#memberPages.forget(roomIds);
  }

  #seen(people: Author[]): RoomPerson[] {
    return people.map((person) => ({ ...person, online: this.#subscriptions.isHere(person.id) }));
  }

  /** The same for everybody who may see it. */
  publicRoom(row: StoredRoom): Room {
    return this.room({ ...row, standing: 'visitor', readOrdinal: null });
  }

  myRoom({ userId: _, room, mutedUntil, favourite, draft, ...membership }: StoredMembership): MyRoom {
    return { room: this.room(room), ...membership, ...(mutedUntil !== null && { mutedUntil }), ...(favourite && { favourite }), ...(draft !== null && { draft }) };
  }

  /** People who are there first, then the other members, at most `LIMITS.membersListed`. */
  async members(room: StoredRoom): Promise<{ members: RoomMember[]; memberCount: number }> {
    const { members, count } = await this.#memberPages.read(room);
    const roles = new Map(members.map(({ id, role }) => [id, role]));
    const here = this.#presence.list(room.id, LIMITS.membersListed).map((person) => ({ ...person, role: roles.get(person.id) ?? ('member' as const), online: true }));
    const away = members.filter(({ id }) => !this.#presence.has(room.id, id)).map((person) => ({ ...person, online: false }));
    return { members: [...here, ...away].slice(0, LIMITS.membersListed), memberCount: count };
  }
}
