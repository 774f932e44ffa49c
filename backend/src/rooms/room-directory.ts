import type { Room, RoomMember } from '../contract/room.ts';
import { LIMITS } from '../contract/limits.ts';
import type { RoomThreads } from '../room-threads/room-threads.ts';
import type { Store, StoredRoom } from '../store/store.ts';
import { MemberPages } from './member-pages.ts';
import type { Presence } from './presence.ts';
import { ChatError } from '../wire/chat-error.ts';

/** Rooms as they are seen: what the store holds, with who is there and which thread serves them now. */
export class RoomDirectory {
  readonly #store: Pick<Store, 'read' | 'readBulk'>;
  readonly #threads: Pick<RoomThreads, 'view'>;
  readonly #presence: Presence;
  readonly #memberPages: MemberPages;

  constructor(store: Pick<Store, 'read' | 'readBulk'>, threads: Pick<RoomThreads, 'view'>, presence: Presence) {
    this.#store = store;
    this.#threads = threads;
    this.#presence = presence;
    this.#memberPages = new MemberPages(store);
  }

  /** The public rooms and the reader's private ones, oldest first. */
  async list(query: { after: string | null; limit: number; userId: string | null }): Promise<Room[]> {
    const rows = await this.#store.readBulk('rooms', query);
    return rows.map((row) => this.view(row));
  }

  /** Throws NOT_FOUND, and FORBIDDEN for a private room of others. */
  async find(idOrSlug: string, userId: string | null): Promise<StoredRoom> {
    const row = await this.#store.read('room', idOrSlug, userId);
    if (row === null) throw new ChatError('NOT_FOUND', 'There is no such room.');
    if (row.visibility === 'private' && row.readOrdinal === null && row.createdBy !== userId) {
      throw new ChatError('FORBIDDEN', 'This room is private.');
    }
    return row;
  }

  /** Throws what `find` throws, and NOT_A_MEMBER. */
  async findAsMember(idOrSlug: string, userId: string): Promise<StoredRoom> {
    const row = await this.find(idOrSlug, userId);
    if (row.readOrdinal === null) throw new ChatError('NOT_A_MEMBER', 'Join the room first.');
    return row;
  }

  view(row: StoredRoom): Room {
    const { id, slug, name, topic, visibility, head, lastOrdinal, createdAt, readOrdinal } = row;
    const now = { online: this.#presence.online(id), thread: this.#threads.view(id) };
    const room: Room = { id, slug, name, topic, visibility, head, lastOrdinal, createdAt, ...now };
    return readOrdinal === null ? room : { ...room, membership: { readOrdinal } };
  }

  /** People who are there first, then the other members, at most `LIMITS.membersListed`. */
  async members(room: StoredRoom): Promise<{ members: RoomMember[]; memberCount: number }> {
    const { members, count } = await this.#memberPages.read(room);
    const here = this.#presence.list(room.id, LIMITS.membersListed);
    const away = members.filter(({ id }) => !this.#presence.has(room.id, id));
    const people = [...here.map((person) => ({ ...person, online: true })), ...away.map((person) => ({ ...person, online: false }))];
    return { members: people.slice(0, LIMITS.membersListed), memberCount: count };
  }
}
