import { EnvironmentInjector, Injectable, createEnvironmentInjector, effect, inject, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { Author } from '@contract/room-events';
import { SessionStore } from '../../connection/session-store';
import { ConversationCache } from '../timeline/conversation-cache';
import { ConversationStore } from '../timeline/conversation-store';
import { History } from '../timeline/history';
import { Outbox } from '../outbox/outbox';
import { OutboxPersistence } from '../outbox/outbox-persistence';
import { OutboxStore } from '../outbox/outbox-store';
import { MembersStore } from '../people/members-store';
import { ListNavigation } from '../timeline/list-navigation';
import { NewLine } from './new-line';
import { ReadMarker } from './read-marker';
import { Reading } from './reading';
import { QuoteStore } from '../timeline/quote-store';
import { RoomActions } from './room-actions';
import { RoomContext } from './room-context';
import { RoomSync } from '../timeline/room-sync';
import { RoomStore } from './room-store';
import { Typing } from '../composer/typing';

const OPEN_MOST = 12;
/** What one open room consists of. */
export const ROOM_PROVIDERS = [RoomStore, ConversationCache, ConversationStore, RoomSync, MembersStore, Outbox, OutboxStore, History, ListNavigation, NewLine, QuoteStore, ReadMarker, Reading, RoomActions, Typing];

interface OpenRoom {
  store: RoomStore;
  injector: EnvironmentInjector;
}

/**
 * The rooms visited last stay open: coming back shows them at once, and what was written in one is sent although
 * another is looked at. The longest unvisited one closes, unless its outbox still waits.
 */
@Injectable({ providedIn: 'root' })
export class RoomRegistry {
  readonly #parent = inject(EnvironmentInjector);
  readonly #session = inject(SessionStore);
  readonly #shelf = inject(OutboxPersistence);
  #user: Author | null = null;
  #rooms: OpenRoom[] = [];

  constructor() {
    this.#session.left$.pipe(takeUntilDestroyed()).subscribe(({ id }) => void this.#shelf.clear(id));
    effect(() => {
      const user = this.#session.user();
      untracked(() => this.#for(user));
    });
  }

  /** Only with a session. */
  open(idOrSlug: string): RoomStore {
    this.#for(this.#session.user());
    const known = this.#rooms.find(({ store }) => store.is(idOrSlug) && store.problem() === null);
    const room = known ?? this.#create(idOrSlug);
    this.#rooms = [room, ...this.#rooms.filter((other) => other !== room)];
    this.#closeSome();
    return room.store;
  }

  /** Something new waits for this room on the shelf: its outbox takes it, opened for that where it is not open. */
  sendLeftIn(roomId: string): void {
    const open = this.#rooms.find(({ store }) => store.is(roomId) && store.problem() === null);
    if (open === undefined) this.#rooms = [...this.#rooms, this.#create(roomId)];
    else open.store.outbox.restore(roomId);
  }

  close(store: RoomStore): void {
    this.#rooms.find((room) => room.store === store)?.injector.destroy();
    this.#rooms = this.#rooms.filter((room) => room.store !== store);
  }

  #for(user: Author | null): void {
    if (user?.id === this.#user?.id) return;
    for (const { injector } of this.#rooms) injector.destroy();
    this.#rooms = [];
    this.#user = user;
    if (user !== null) void this.#sendWhatWasLeft(user);
  }

  async #sendWhatWasLeft(user: Author): Promise<void> {
    const left = await this.#shelf.rooms(user.id);
    if (user !== this.#user) return;
    const closed = left.filter((roomId) => !this.#rooms.some(({ store }) => store.is(roomId)));
    this.#rooms = [...this.#rooms, ...closed.map((roomId) => this.#create(roomId))];
  }

  #create(idOrSlug: string): OpenRoom {
    if (this.#user === null) throw new Error('a room is open only with a session');
    const [user, now] = [this.#user, this.#session.user];
    // The name may change while the room is open.
    const key: RoomContext = { idOrSlug, get user() { return now() ?? user; } };
    const injector = createEnvironmentInjector([...ROOM_PROVIDERS, { provide: RoomContext, useValue: key }], this.#parent);
    return { injector, store: injector.get(RoomStore) };
  }

  #closeSome(): void {
    const kept = this.#rooms.filter(({ store }, index) => index < OPEN_MOST || store.outbox.items().length > 0);
    for (const room of this.#rooms) if (!kept.includes(room)) room.injector.destroy();
    this.#rooms = kept;
  }
}
