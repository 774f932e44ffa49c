import { Injectable, computed, inject } from '@angular/core';
import type { CreateRoom } from '@contract/commands';
import type { RoomChanges } from '@contract/room-events';
import type { Room } from '@contract/room';
import { ApiClient } from '../api/api-client';
import { isRoom } from '../api/answers';
import { newClientId } from '../api/client-id';
import { Attention } from './attention';
import { Memberships } from './memberships';
import { RoomDirectory } from './room-directory';
import { entryOf, sectionsOf } from './room-entries';

/** A room as it is wished for; who wishes again, after an answer was lost, gets the one that was made. */
export type RoomWish = Omit<CreateRoom, 'clientId'>;

/** All rooms that the reader is shown: their own ones whole, and what they looked for in the directory. */
@Injectable({ providedIn: 'root' })
export class RoomsStore {
  readonly #rest = inject(ApiClient);
  readonly #mine = inject(Memberships);
  readonly #directory = inject(RoomDirectory);
  readonly #attention = inject(Attention);
  #unanswered: { wish: string; clientId: string } | null = null;

  readonly find = this.#directory.find;
  /** Why the list could not be loaded; what was known before is still shown. */
  readonly problem = this.#directory.problem;
  readonly more = this.#directory.more;
  readonly loaded = computed(() => this.#mine.loaded() && (this.#directory.loaded() || this.#own().length > 0));
  readonly #others = computed(() => this.#directory.rooms().filter(({ id }) => this.#mine.rooms()?.has(id) !== true));
  readonly byId = computed(() => new Map([...this.#others(), ...this.#own().map(({ room }) => room)].map((room) => [room.id, room])));
  readonly sections = computed(() => sectionsOf({ mine: this.#own(), others: this.#others(), find: this.find(), now: this.#attention.now() }));
  /** In the order of the list, for the keys that walk through it. */
  readonly listed = computed(() => [...this.listedOwn(), ...this.sections().others].map(({ room }) => room));
  readonly listedOwn = computed(() => [...this.sections().favourites, ...this.sections().mine, ...this.sections().directs]);

  /** Whether anything is unread in any of them, however quiet it is. */
  readonly unread = computed(() => this.#own().some(({ unread }) => unread > 0));

  /** Of all own rooms, whatever is looked for in the list. */
  readonly own = computed(() => this.#own().map((mine) => entryOf(mine, this.#attention.now())));

  /** Rooms of others, by a part of their name. Fails with a `CommandError`. */
  search(find: string): Promise<Room[]> {
    return this.#directory.search(find);
  }

  loadAgain(): void {
    this.#directory.loadAgain();
  }

  loadMore(): Promise<void> {
    return this.#directory.loadMore();
  }

  /** The room's creator is a member of it. Fails with a `CommandError`. */
  async create(wish: RoomWish): Promise<Room> {
    const room = await this.#rest.post('/api/rooms', { ...wish, clientId: this.#clientIdOf(wish) }, isRoom);
    this.#unanswered = null;
    this.#mine.joined(room);
    return room;
  }

  /** Only what is given is changed. Fails with a `CommandError`. */
  async update(roomId: string, changes: RoomChanges): Promise<void> {
    await this.#rest.patch(`/api/rooms/${encodeURIComponent(roomId)}`, { ...changes, clientId: newClientId() }, isRoom);
  }

  #clientIdOf(wish: RoomWish): string {
    const words = JSON.stringify(wish);
    if (this.#unanswered?.wish !== words) this.#unanswered = { wish: words, clientId: newClientId() };
    return this.#unanswered.clientId;
  }

  #own() {
    return [...(this.#mine.rooms()?.values() ?? [])];
  }
}
