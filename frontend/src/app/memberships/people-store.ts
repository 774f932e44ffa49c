import { Injectable, computed, inject } from '@angular/core';
import type { SetMember } from '@contract/commands';
import type { FoundPerson } from '@contract/rest';
import type { Room } from '@contract/room';
import { firstValueFrom } from 'rxjs';
import { ApiClient } from '../api/api-client';
import { isFoundPeople } from '../api/answers';
import { newClientId } from '../api/client-id';
import { ChatSocket } from '../connection/chat-socket';
import { SessionStore } from '../connection/session-store';
import { Memberships } from './memberships';
import { titled } from './room-title';

type MemberWish = Omit<SetMember, 'clientId'>;

/** People whom the reader can find, and what is between them. Everything fails with a `CommandError`. */
@Injectable({ providedIn: 'root' })
export class PeopleStore {
  readonly #rest = inject(ApiClient);
  readonly #socket = inject(ChatSocket);
  readonly #session = inject(SessionStore);
  readonly #mine = inject(Memberships);

  readonly blocked = computed(() => new Set(this.#mine.blocked().map(({ id }) => id)));

  /** People of the room first, where one is given. */
  search(query: string, room?: string): Promise<FoundPerson[]> {
    const parameters = new URLSearchParams({ query, ...(room !== undefined && { room }) });
    return this.#rest.get(`/api/people?${parameters}`, isFoundPeople);
  }

  /** The one conversation with these people. */
  async openDirect(userIds: string[]): Promise<Room> {
    const { room } = await firstValueFrom(this.#socket.command('direct:open', { userIds }));
    this.#mine.joined(room);
    return titled(room, this.#session.user()?.id);
  }

  async block(userId: string, on: boolean): Promise<void> {
    await firstValueFrom(this.#socket.command('person:block', { userId, on }));
  }

  async setMember(wish: MemberWish): Promise<void> {
    await firstValueFrom(this.#socket.command('member:set', { ...wish, clientId: newClientId() }));
  }
}
