import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CreateInvite, Invite, InviteView } from '../contract/invites.ts';
import { LIMITS } from '../contract/limits.ts';
import type { Principal } from '../contract/principal.ts';
import type { StoredServerInvite } from '../store/invites.ts';
import { Store } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { newInviteCode } from '../wire/invite-codes.ts';

const ID_BYTES = 9;

/** Links into the server: whoever has an account may make one, and lets in no more than they are themselves. */
@Injectable()
export class ServerInvitesService {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async create(principal: Principal, { role = 'member', expiresInMs, maxUses }: CreateInvite): Promise<Invite> {
    requireMember(principal);
    const createdAt = Date.now();
    const expiresAt = expiresInMs === undefined ? null : createdAt + expiresInMs;
    const wanted = { id: randomBytes(ID_BYTES).toString('base64url'), code: newInviteCode(), role, createdAt, expiresAt, maxUses: maxUses ?? null };
    const isMade = await this.#store.write('createServerInvite', { ...wanted, createdBy: principal.userId });
    if (!isMade) throw new ChatError('INVALID', `You have ${LIMITS.invitesPerPerson} open invitations already. End one first.`);
    return viewOf({ ...wanted, createdBy: { id: principal.userId, name: principal.name }, uses: 0 });
  }

  /** Open ones, oldest first: one's own, and to an administrator all. */
  async list(principal: Principal): Promise<Invite[]> {
    requireMember(principal);
    const invites = await this.#store.readBulk('serverInvites', principal.roles.includes('admin') ? null : principal.userId);
    return invites.filter(isOpen).map(viewOf);
  }

  /** False: there is no such one to the server. Of others only an administrator may; for everybody else it is not there. */
  async tryEnd({ userId, roles }: Principal, code: string): Promise<boolean> {
    const invite = await this.#store.read('serverInvite', code);
    if (invite === null || (invite.createdBy.id !== userId && !roles.includes('admin'))) return false;
    await this.#store.write('endServerInvite', code);
    return true;
  }

  /** null: there is none to the server, or it is over. */
  async view(code: string): Promise<Pick<InviteView, 'invitedBy' | 'expiresAt' | 'admits'> | null> {
    const invite = await this.#store.read('serverInvite', code);
    if (invite === null || !isOpen(invite)) return null;
    const { createdBy, expiresAt, role } = invite;
    return { invitedBy: createdBy.name, admits: role === 'member' ? ['member', 'guest'] : ['guest'], ...(expiresAt !== null && { expiresAt }) };
  }
}

function requireMember({ kind }: Principal): void {
  if (kind === 'guest') throw new ChatError('FORBIDDEN', 'Only who has an account may invite into the server.');
}

function isOpen({ expiresAt, maxUses, uses }: StoredServerInvite): boolean {
  return (expiresAt === null || expiresAt > Date.now()) && (maxUses === null || uses < maxUses);
}

function viewOf({ id: _, expiresAt, maxUses, ...invite }: StoredServerInvite): Invite {
  return { ...invite, ...(expiresAt !== null && { expiresAt }), ...(maxUses !== null && { maxUses }) };
}
