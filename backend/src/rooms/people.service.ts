import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { BlockPerson } from '../contract/commands.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Principal } from '../contract/principal.ts';
import type { FoundPerson, PeopleQuery } from '../contract/rest.ts';
import type { Author } from '../contract/room-events.ts';
import { Store } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { searchKeyOf } from '../wire/names.ts';
import { RoomDirectory } from './room-directory.ts';

/** A conversation of two, where one can be blocked. */
const TWO = 2;

/** People as others find them: whoever shares no room with somebody, and is in no public one, is nobody to them. */
@Injectable()
export class PeopleService {
  /** Whose list of blocked people has changed. */
  readonly blocksChanged = new Subject<string>();
  readonly #directory: RoomDirectory;
  readonly #store: Store;

  constructor(directory: RoomDirectory, store: Store) {
    this.#directory = directory;
    this.#store = store;
  }

  /** All of them, or NOT_FOUND. */
  async find({ userId }: Principal, userIds: string[]): Promise<Author[]> {
    const found = await this.#store.read('findable', { userId, userIds });
    if (found.length < userIds.length) throw new ChatError('NOT_FOUND', 'userId: no such person.');
    return found;
  }

  /** Not oneself. */
  async search(principal: Principal, { query = '', room, limit = LIMITS.peoplePerPage }: PeopleQuery): Promise<FoundPerson[]> {
    const roomId = room === undefined ? null : (await this.#directory.find(principal, room, 'room.read')).id;
    return this.#store.readBulk('people', { userId: principal.userId, roomId, search: searchKeyOf(query.trim()), limit });
  }

  blockedBy(userId: string): Promise<Author[]> {
    return this.#store.read('blocks', userId);
  }

  async block({ userId }: Principal, { userId: blocked, on }: BlockPerson): Promise<void> {
    if (blocked === userId) throw new ChatError('INVALID', 'userId: nobody can block themselves.');
    if ((await this.#store.read('user', blocked)) === null) throw new ChatError('NOT_FOUND', 'userId: no such person.');
    const isSet = await this.#store.write('setBlock', { userId, blocked, on, at: Date.now() });
    if (!isSet) throw new ChatError('INVALID', `You may block at most ${LIMITS.blocksPerPerson} people.`);
    this.blocksChanged.next(userId);
  }

  /** Throws FORBIDDEN where one of them wants nothing from the sender, in words that name nobody. */
  async requireWelcome({ userId }: Principal, userIds: string[]): Promise<void> {
    const blocking = await this.#store.read('blocking', { userId, userIds });
    if (blocking.length > 0) throw new ChatError('FORBIDDEN', 'This could not be delivered.');
  }

  /** Of a conversation of two: nothing new is said there, neither to whom one has blocked. */
  async requireOpen(principal: Principal, people: Author[]): Promise<void> {
    const others = people.map(({ id }) => id).filter((id) => id !== principal.userId);
    const [other] = others;
    if (other === undefined || people.length !== TWO) return;
    const mine = await this.#store.read('blocking', { userId: other, userIds: [principal.userId] });
    if (mine.length > 0) throw new ChatError('FORBIDDEN', 'You have blocked this person. End that first.');
    await this.requireWelcome(principal, others);
  }
}
