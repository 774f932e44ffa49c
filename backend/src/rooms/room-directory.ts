import { Injectable } from '@nestjs/common';
import { may, type Action } from '../contract/permissions.ts';
import type { Principal } from '../contract/principal.ts';
import { Store, type StoredRoom } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { searchKeyOf } from '../wire/names.ts';

export interface DirectoryPage {
  query: string;
  after: string | null;
  limit: number;
  /** Whether those of the reader's own are among them. */
  withOwn: boolean;
}

const NOBODY = { userId: null, roles: [] } as const;

/** Rooms as somebody may find them. Whoever may not see a room learns nothing, not even that it is there. */
@Injectable()
export class RoomDirectory {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** One's own rooms, then the public ones. */
  list(principal: Principal | null, { query, ...page }: DirectoryPage): Promise<StoredRoom[]> {
    return this.#store.readBulk('rooms', { ...page, search: searchKeyOf(query.trim()), userId: principal?.userId ?? null });
  }

  /** By id or slug. Throws NOT_FOUND; FORBIDDEN where the room may be seen, but not this be done. */
  async find(principal: Principal | null, idOrSlug: string, action: Action = 'room.see'): Promise<StoredRoom> {
    const { userId, roles } = principal ?? NOBODY;
    const room = await this.#store.read('room', idOrSlug, userId);
    if (room === null || !may(roles, 'room.see', room)) throw new ChatError('NOT_FOUND', 'There is no such room.');
    if (!may(roles, action, room)) throw refusalFor(room);
    return room;
  }
}

function refusalFor({ standing }: StoredRoom): ChatError {
  if (standing === 'visitor') return new ChatError('NOT_A_MEMBER', 'Join the room first.');
  return new ChatError('FORBIDDEN', 'You may not do this in this room.');
}
