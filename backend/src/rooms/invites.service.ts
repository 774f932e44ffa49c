import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CreateInvite, Invite, InviteView } from '../contract/invites.ts';
import { LIMITS } from '../contract/limits.ts';
import { may } from '../contract/permissions.ts';
import type { Principal } from '../contract/principal.ts';
import type { StoredInvite } from '../store/invites.ts';
import { Store, type StoredRoom } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { newInviteCode } from '../wire/invite-codes.ts';
import { RoomDirectory } from './room-directory.ts';

const ID_BYTES = 9;

/** A wish for one to a room. */
export type RoomInviteWish = CreateInvite & { roomId: string };
/** What it says of its room; what it lets in is the server's to say. */
export type RoomInviteView = Omit<InviteView, 'server' | 'admits'> & { inviterId: string };

/** Links by which others become members: whoever has one may come in, as long as its maker might let them in. */
@Injectable()
export class InvitesService {
  readonly #directory: RoomDirectory;
  readonly #store: Store;

  constructor(directory: RoomDirectory, store: Store) {
    this.#directory = directory;
    this.#store = store;
  }

  async create(principal: Principal, { roomId, expiresInMs, maxUses }: RoomInviteWish): Promise<Invite> {
    const room = await this.#directory.find(principal, roomId, 'member.add');
    const createdAt = Date.now();
    const expiresAt = expiresInMs === undefined ? null : createdAt + expiresInMs;
    const wanted = { id: randomBytes(ID_BYTES).toString('base64url'), code: newInviteCode(), roomId: room.id, createdAt, expiresAt, maxUses: maxUses ?? null };
    const isMade = await this.#store.write('createInvite', { ...wanted, createdBy: principal.userId });
    if (!isMade) throw new ChatError('INVALID', `This room has ${LIMITS.invitesPerRoom} open invitations already. End one first.`);
    return viewOf({ ...wanted, createdBy: { id: principal.userId, name: principal.name }, uses: 0 });
  }

  /** The open ones, oldest first. */
  async list(principal: Principal, roomId: string): Promise<Invite[]> {
    const room = await this.#directory.find(principal, roomId, 'member.add');
    const invites = await this.#store.read('invites', room.id);
    return invites.filter((invite) => isInTime(invite) && hasPlace(invite)).map(viewOf);
  }

  async end(principal: Principal, code: string): Promise<void> {
    const invite = await this.#store.read('invite', code);
    if (invite === null) throw OVER();
    await this.#directory.find(principal, invite.roomId, 'member.add');
    await this.#store.write('endInvite', code);
  }

  /** What whoever has the link may know before they come in. */
  async view(code: string): Promise<RoomInviteView> {
    const { roomId, createdBy, expiresAt } = await this.find(code);
    const [room, inviter] = await Promise.all([this.#store.read('room', roomId, null), this.#store.read('room', roomId, createdBy.id)]);
    if (room === null || inviter === null || !may([], 'member.add', inviter)) throw OVER();
    const { count } = await this.#store.read('members', roomId, 1);
    return { room: { name: room.name, topic: room.topic, memberCount: count }, invitedBy: createdBy.name, inviterId: createdBy.id, ...(expiresAt !== null && { expiresAt }) };
  }

  /**
   * An open one, to whatever room; whoever came into the server by it has used it already. Throws NOT_FOUND in the same
   * words, whatever is wrong with it.
   */
  async find(code: string, userId: string | null = null): Promise<StoredInvite> {
    const invite = await this.#store.read('invite', code);
    if (invite === null || !isInTime(invite)) throw OVER();
    if (hasPlace(invite) || (userId !== null && (await this.#store.read('hasEntered', { invite: invite.id, userId })))) return invite;
    throw OVER();
  }

  /** The room as the person sees it who is in it already, and needs no invitation any more. */
  async roomOfMember({ userId }: Principal, code: string): Promise<StoredRoom | null> {
    const invite = await this.#store.read('invite', code);
    const room = invite === null ? null : await this.#store.read('room', invite.roomId, userId);
    return room !== null && room.standing !== 'visitor' && room.standing !== 'banned' ? room : null;
  }
}

const OVER = () => new ChatError('NOT_FOUND', 'This invitation is over. Ask for a new one.');

function isInTime({ expiresAt }: StoredInvite): boolean {
  return expiresAt === null || expiresAt > Date.now();
}

function hasPlace({ maxUses, uses }: StoredInvite): boolean {
  return maxUses === null || uses < maxUses;
}

function viewOf({ id: _, expiresAt, maxUses, ...invite }: StoredInvite): Invite {
  return { ...invite, ...(expiresAt !== null && { expiresAt }), ...(maxUses !== null && { maxUses }) };
}
