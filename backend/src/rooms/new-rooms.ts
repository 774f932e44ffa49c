import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import { LIMITS } from '../contract/limits.ts';
import type { Principal } from '../contract/principal.ts';
import type { RoomKind } from '../contract/room.ts';
import { type NewRoom, Store, type StoredRoom } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { RoomDirectory } from './room-directory.ts';

/** Makes rooms, each with its first members in one transaction. */
@Injectable()
export class NewRooms {
  /** Rooms that were made just now, and who is in them: their first events are published by nobody. */
  readonly made = new Subject<{ roomId: string; kind: RoomKind; userIds: string[] }>();
  readonly #directory: RoomDirectory;
  readonly #store: Store;

  constructor(directory: RoomDirectory, store: Store) {
    this.#directory = directory;
    this.#store = store;
  }

  /** Again under the same client id, or for the same people: the same room. */
  async make(principal: Principal, wanted: NewRoom, userIds: string[]): Promise<StoredRoom> {
    const creation = await this.#store.write('createRoom', wanted);
    if (creation.kind === 'refused') throw new ChatError(creation.code, REFUSALS[creation.code]);
    if (creation.kind === 'created') this.made.next({ roomId: creation.roomId, kind: wanted.kind, userIds });
    return this.#directory.find(principal, creation.roomId);
  }

  async requirePlace(userId: string): Promise<void> {
    const count = await this.#store.read('membershipCount', userId);
    if (count >= LIMITS.roomsPerPerson) throw new ChatError('INVALID', `Nobody may be in more than ${LIMITS.roomsPerPerson} rooms. One has to be left first.`);
  }
}

const REFUSALS = {
  NAME_TAKEN: 'name: another room has this name.',
  CONFLICT: 'clientId: it was used before, for another room. Nothing was made; choose a new one.',
} as const;
