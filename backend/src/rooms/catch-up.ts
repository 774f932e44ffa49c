import type { JoinedAfresh, JoinedAgain, LogPosition, SyncedEvents, SyncReset } from '../contract/commands.ts';
import { LIMITS } from '../contract/limits.ts';
import type { RoomEvent } from '../contract/room-events.ts';
import type { Publication } from '../room-threads/protocol.ts';
import type { Store, StoredRoom } from '../store/store.ts';
import { RecentEvents } from './recent-events.ts';

const FIRST_PAGE = 50;

type Missed = Pick<JoinedAgain, 'reset' | 'events' | 'head'> | Pick<JoinedAfresh, 'reset' | 'messages' | 'head'>;

/** What a client missed, from the memory of live rooms where it reaches back far enough, else from the store. */
export class CatchUp {
  readonly #store: Pick<Store, 'read'>;
  readonly #recent = new Map<string, RecentEvents>();

  constructor(store: Pick<Store, 'read'>) {
    this.#store = store;
  }

  remember(publication: Publication): void {
    const recent = this.#recent.get(publication.roomId) ?? new RecentEvents();
    this.#recent.set(publication.roomId, recent);
    recent.add(publication);
  }

  forget(roomId: string): void {
    this.#recent.delete(roomId);
  }

  get rememberedRooms(): Iterable<string> {
    return this.#recent.keys();
  }

  async sync(room: StoredRoom, position: LogPosition, limit: number): Promise<SyncedEvents | SyncReset> {
    if (!isWithin(room, position)) return { reset: true, epoch: room.epoch, head: room.head };
    const events = await this.#eventsAfter(room.id, position, limit);
    const head = Math.max(room.head, events.at(-1)?.seq ?? position.seq);
    return { events, head, more: events.length > 0 && (events.at(-1)?.seq ?? head) < head };
  }

  /** For joining: the events since, or the newest messages where that is not possible or too much. */
  async missed(room: StoredRoom, since: LogPosition | undefined): Promise<Missed> {
    if (since === undefined || !isWithin(room, since) || room.head - since.seq > LIMITS.eventsPerSync) return this.#afresh(room);
    const events = await this.#eventsAfter(room.id, since, LIMITS.eventsPerSync);
    const head = events.at(-1)?.seq ?? since.seq;
    return head < room.head && events.length > 0 ? this.#afresh(room) : { reset: false, events, head };
  }

  async #afresh(room: StoredRoom): Promise<Missed> {
    const messages = await this.#store.read('messages', { roomId: room.id, before: null, after: null, limit: FIRST_PAGE });
    return { reset: true, messages, head: Math.max(room.head, messages.at(-1)?.seq ?? 0) };
  }

  async #eventsAfter(roomId: string, position: LogPosition, limit: number): Promise<RoomEvent[]> {
    const remembered = this.#recent.get(roomId)?.after(position, limit);
    return remembered ?? (await this.#store.read('events', { roomId, after: position.seq, limit }));
  }
}

function isWithin(room: StoredRoom, position: LogPosition): boolean {
  return position.epoch === room.epoch && position.seq <= room.head;
}
