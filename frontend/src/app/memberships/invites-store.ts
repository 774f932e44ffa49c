import { Injectable, inject } from '@angular/core';
import type { CreateInvite, Invite, InviteView } from '@contract/invites';
import type { Room } from '@contract/room';
import { ApiClient } from '../api/api-client';
import { isInvite, isInviteView, isInvites, isRoom } from '../api/answers';
import { newClientId } from '../api/client-id';
import { Memberships } from './memberships';

const ADDRESS = '/api/invites';

/** Links that let others into rooms. Everything fails with a `CommandError`. */
@Injectable({ providedIn: 'root' })
export class InvitesStore {
  readonly #rest = inject(ApiClient);
  readonly #mine = inject(Memberships);
  readonly #clientId = newClientId();

  linkTo(code: string): string {
    return `${location.origin}/invite/${code}`;
  }

  /** Without a room, into the server. */
  list(roomId?: string): Promise<Invite[]> {
    return this.#rest.get(roomId === undefined ? ADDRESS : `${ADDRESS}?${new URLSearchParams({ roomId })}`, isInvites);
  }

  create(wish: CreateInvite): Promise<Invite> {
    return this.#rest.post(ADDRESS, wish, isInvite);
  }

  end(code: string): Promise<void> {
    return this.#rest.delete(this.#path(code));
  }

  view(code: string): Promise<InviteView> {
    return this.#rest.get(this.#path(code), isInviteView);
  }

  /** The same however often it is asked. */
  async accept(code: string): Promise<Room> {
    const room = await this.#rest.post(`${this.#path(code)}/accept`, { clientId: this.#clientId }, isRoom);
    this.#mine.joined(room);
    return room;
  }

  #path(code: string): string {
    return `${ADDRESS}/${encodeURIComponent(code)}`;
  }
}
