import { Injectable } from '@nestjs/common';
import type { CreateInvite, Invite, InviteView } from '../contract/invites.ts';
import type { Principal } from '../contract/principal.ts';
import { Admission } from '../identity/admission.ts';
import { ServerInvitesService } from '../identity/server-invites.service.ts';
import { ServerSettingsService } from '../identity/server-settings.ts';
import { AccountsService } from '../identity/accounts.service.ts';
import { InvitesService } from '../rooms/invites.service.ts';

/** Links to the server and to rooms: whoever holds one sees no difference in how they are used. */
@Injectable()
export class Invitations {
  readonly #toRooms: InvitesService;
  readonly #toServer: ServerInvitesService;
  readonly #admission: Admission;
  readonly #settings: ServerSettingsService;
  readonly #accounts: AccountsService;

  constructor(toRooms: InvitesService, toServer: ServerInvitesService, admission: Admission, settings: ServerSettingsService, accounts: AccountsService) {
    this.#toRooms = toRooms;
    this.#toServer = toServer;
    this.#admission = admission;
    this.#settings = settings;
    this.#accounts = accounts;
  }

  create(principal: Principal, wish: CreateInvite): Promise<Invite> {
    const { roomId, expiresInMs, maxUses } = wish;
    const bounds = { ...(expiresInMs !== undefined && { expiresInMs }), ...(maxUses !== undefined && { maxUses }) };
    return roomId === undefined ? this.#toServer.create(principal, wish) : this.#toRooms.create(principal, { ...bounds, roomId });
  }

  list(principal: Principal, roomId: string | undefined): Promise<Invite[]> {
    return roomId === undefined ? this.#toServer.list(principal) : this.#toRooms.list(principal, roomId);
  }

  async end(principal: Principal, code: string): Promise<void> {
    if (!(await this.#toServer.tryEnd(principal, code))) await this.#toRooms.end(principal, code);
  }

  /** Throws NOT_FOUND where it is over, or its maker may not invite any more. */
  async view(code: string): Promise<InviteView> {
    const server = this.#settings.current.name;
    const toServer = await this.#toServer.view(code);
    if (toServer !== null) return { ...toServer, server, admits: this.#admission.admitted(toServer.admits) };
    const { inviterId, ...toRoom } = await this.#toRooms.view(code);
    const isMember = (await this.#accounts.find(inviterId)) !== null;
    return { ...toRoom, server, admits: this.#admission.admitted(isMember || this.#settings.current.access === 'open' ? ['member', 'guest'] : ['guest']) };
  }

  /** Before somebody comes in by it. */
  async require(code: string | undefined): Promise<void> {
    if (code !== undefined) await this.view(code);
  }
}
