import { Injectable } from '@nestjs/common';
import type { KnownRoom } from '../contract/administration.ts';
import { Store } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { searchKeyOf } from '../wire/names.ts';

/** Public rooms with their figures, as administrators see them. */
@Injectable()
export class PublicRooms {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  list({ query, ...page }: { query: string; after: string | null; limit: number }): Promise<KnownRoom[]> {
    return this.#store.readBulk('publicRooms', { ...page, search: searchKeyOf(query.trim()) });
  }

  async get(roomId: string): Promise<KnownRoom> {
    const room = await this.#store.read('publicRoom', roomId);
    if (room === null) throw new ChatError('NOT_FOUND', 'There is no such room.');
    return room;
  }
}
