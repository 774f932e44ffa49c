import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Author } from '../contract/room-events.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { MembershipsService } from '../rooms/memberships.service.ts';
import { toRoom } from './broadcast.ts';
import { Bus } from './bus.ts';
import { PersonFeeds } from './person-feeds.ts';
import { Presence } from './presence.ts';
import { RoomViews } from './room-views.ts';

/**
 * Somebody is called otherwise: told to their own devices, and to whoever looks at a room of theirs. What they said before
 * keeps the name that it was said under, for that stands in the log.
 */
@Injectable()
export class NameFeed implements OnModuleInit {
  readonly #log = new Logger(NameFeed.name);
  readonly #sessions: SessionsService;
  readonly #memberships: MembershipsService;
  readonly #presence: Presence;
  readonly #views: RoomViews;
  readonly #feeds: PersonFeeds;
  readonly #bus: Bus;

  constructor(sessions: SessionsService, memberships: MembershipsService, presence: Presence, views: RoomViews, feeds: PersonFeeds, bus: Bus) {
    this.#sessions = sessions;
    this.#memberships = memberships;
    this.#presence = presence;
    this.#views = views;
    this.#feeds = feeds;
    this.#bus = bus;
  }

  onModuleInit(): void {
    this.#sessions.renamed.subscribe((person) => void this.#tell(person));
  }

  async #tell(person: Author): Promise<void> {
    this.#presence.rename(person);
    this.#feeds.renamed(person);
    try {
      const roomIds = (await this.#memberships.of(person.id)).map(({ room }) => room.id);
      this.#views.forgetMembers(roomIds);
      for (const roomId of roomIds) this.#bus.tell({ recipients: toRoom(roomId), name: 'person:changed', payload: { roomId, person } });
    } catch (error) {
      this.#log.warn({ err: error }, 'The rooms of somebody with a new name could not be read; those who look at them see it when they open them again.');
    }
  }
}
