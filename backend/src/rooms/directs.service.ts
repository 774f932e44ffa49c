import { Injectable } from '@nestjs/common';
import type { OpenDirect } from '../contract/commands.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Principal } from '../contract/principal.ts';
import type { StoredRoom } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { newDirect } from './new-direct.ts';
import { NewRooms } from './new-rooms.ts';
import { PeopleService } from './people.service.ts';

/** Conversations between two people or a few. Each is a room like any other, with its own log and its own thread. */
@Injectable()
export class DirectsService {
  readonly #rooms: NewRooms;
  readonly #people: PeopleService;

  constructor(rooms: NewRooms, people: PeopleService) {
    this.#rooms = rooms;
    this.#people = people;
  }

  async open(principal: Principal, { userIds }: OpenDirect): Promise<StoredRoom> {
    const ids = [...new Set(userIds)].filter((userId) => userId !== principal.userId);
    if (ids.length === 0) throw new ChatError('INVALID', 'userIds: must name somebody besides yourself.');
    if (ids.length >= LIMITS.directPeople) throw new ChatError('INVALID', `userIds: at most ${LIMITS.directPeople - 1} others.`);
    const others = await this.#people.find(principal, ids);
    if (others.length > 1) await this.#people.requireWelcome(principal, ids);
    await Promise.all([principal.userId, ...ids].map((userId) => this.#rooms.requirePlace(userId)));
    return this.#rooms.make(principal, newDirect(principal, others), [principal.userId, ...ids]);
  }
}
