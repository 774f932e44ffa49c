import type { LogPosition, OpenedAfresh, OpenedAgain, SyncedEvents, SyncReset } from '../contract/commands.ts';
import { LIMITS } from '../contract/limits.ts';
import type { HistoryOfMessage, HistoryQuery } from '../contract/rest.ts';
import type { Message, RoomEvent } from '../contract/room-events.ts';
import type { Publication } from '../room-threads/protocol.ts';
import type { Store, StoredRoom } from '../store/store.ts';
import { RecentEvents } from './recent-events.ts';

const FIRST_PAGE = 50;
/** Of all rooms together; one has a bound of its own, see RecentEvents. */
export const BYTES_REMEMBERED = 67_108_864;

export type Missed = Pick<OpenedAgain, 'reset' | 'events' | 'head'> | Pick<OpenedAfresh, 'reset' | 'messages' | 'head'>;

/** What a client missed, from the memory of live rooms where it reaches back far enough, else from the store. */
export class CatchUp {
  readonly #store: Pick<Store, 'read' | 'readBulk'>;
  readonly #recent = new Map<string, RecentEvents>();
  #bytes = 0;

  constructor(store: Pick<Store, 'read' | 'readBulk'>) {
    this.#store = store;
  }

  /** Rooms that speak last are remembered; of the others catching up goes to the store. */
  remember(publication: Publication): void {
    const { roomId } = publication;
    const recent = this.#recent.get(roomId) ?? new RecentEvents();
    this.#bytes -= recent.bytes;
    recent.add(publication);
    this.#bytes += recent.bytes;
    this.#recent.delete(roomId);
    this.#recent.set(roomId, recent);
    while (this.#bytes > BYTES_REMEMBERED) this.#forgetOldest();
  }

  forget(roomId: string): void {
    this.#bytes -= this.#recent.get(roomId)?.bytes ?? 0;
    this.#recent.delete(roomId);
  }

  get bytes(): number {
    return this.#bytes;
  }

  get rememberedRooms(): Iterable<string> {
    return this.#recent.keys();
  }

  /** No further than `room.head`, where it was looked up that the asker may. */
  async sync(room: StoredRoom, position: LogPosition, limit: number): Promise<SyncedEvents | SyncReset> {
    if (!isWithin(room, position)) return { reset: true, epoch: room.epoch, head: room.head };
    const events = await this.#eventsBetween(position, room, limit);
    return { events, head: room.head, more: events.length > 0 && (events.at(-1)?.seq ?? room.head) < room.head };
  }

  /** For opening a room: the events since, or the newest messages where that is not possible or too much. */
  async missed(room: StoredRoom, since: LogPosition | undefined): Promise<Missed> {
    if (since === undefined || !isWithin(room, since) || room.head - since.seq > LIMITS.eventsPerSync) return this.#afresh(room);
    const events = await this.#eventsBetween(since, room, LIMITS.eventsPerSync);
    const head = events.at(-1)?.seq ?? since.seq;
    return head < room.head && events.length > 0 ? this.#afresh(room) : { reset: false, events, head };
  }

  /** A page of history, oldest first. */
  history({ id: roomId }: StoredRoom, { before, after, around, at, thread, limit = LIMITS.messagesPerPage }: HistoryQuery): Promise<Message[]> {
    if (around !== undefined) return this.#around(roomId, around, limit);
    if (at !== undefined) return this.#at(roomId, at, limit);
    if (thread !== undefined) return this.#store.readBulk('thread', { roomId, id: thread, after: after ?? null, limit });
    return this.#store.readBulk('messages', { roomId, before: before ?? null, after: after ?? null, limit });
  }

  /** What a message said before, with what it says now; nothing of one that was deleted. */
  async versions({ id: roomId }: StoredRoom, { id, after, limit }: { id: string; after: number; limit: number }): Promise<HistoryOfMessage> {
    const versions = await this.#store.readBulk('versions', { roomId, id, after, limit: limit + 1 });
    return { versions: versions.slice(0, limit), more: versions.length > limit };
  }

  pins({ id }: StoredRoom): Promise<Message[]> {
    return this.#store.readBulk('pins', id);
  }

  async #at(roomId: string, at: number, limit: number): Promise<Message[]> {
    const ordinal = await this.#store.readBulk('ordinalAt', roomId, at);
    return ordinal === null ? [] : this.#around(roomId, ordinal, limit);
  }

  #around(roomId: string, ordinal: number, limit: number): Promise<Message[]> {
    return this.#store.readBulk('messages', { roomId, before: null, after: Math.max(0, ordinal - 1 - Math.floor(limit / 2)), limit });
  }

  #forgetOldest(): void {
    const [oldest] = this.#recent.keys();
    if (oldest !== undefined) this.forget(oldest);
  }

  async #afresh({ id, head }: StoredRoom): Promise<Missed> {
    const messages = await this.#store.read('messages', { roomId: id, before: null, after: null, limit: FIRST_PAGE });
    return { reset: true, messages: messages.filter(({ seq }) => seq <= head), head };
  }

  async #eventsBetween(position: LogPosition, room: StoredRoom, limit: number): Promise<RoomEvent[]> {
    const remembered = this.#recent.get(room.id)?.after(position, limit);
    const events = remembered ?? (await this.#store.read('events', { roomId: room.id, after: position.seq, limit }));
    return events.filter(({ seq }) => seq <= room.head);
  }
}

function isWithin(room: StoredRoom, position: LogPosition): boolean {
  return position.epoch === room.epoch && position.seq <= room.head;
}
