import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { CreateInvite, Invite, InviteView } from '../contract/invites.ts';
import { LIMITS } from '../contract/limits.ts';
import { may } from '../contract/permissions.ts';
import type { Principal } from '../contract/principal.ts';
import type { StoredInvite } from '../store/invites.ts';
import { Store, type StoredRoom } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { RoomDirectory } from './room-directory.ts';

const ID_BYTES = 9;
/** Letters and digits that nobody mixes up, and that no program cuts off at the end of a link: five bits each. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const CODE_LENGTH = 26;

/** Links by which others become members: whoever has one may come in, as long as its maker might let them in. */
@Injectable()
export class InvitesService {
  readonly #directory: RoomDirectory;
  readonly #store: Store;

  constructor(directory: RoomDirectory, store: Store) {
    this.#directory = directory;
    this.#store = store;
  }

  async create(principal: Principal, { roomId, expiresInMs, maxUses }: CreateInvite): Promise<Invite> {
    const room = await this.#directory.find(principal, roomId, 'member.add');
    const createdAt = Date.now();
    const expiresAt = expiresInMs === undefined ? null : createdAt + expiresInMs;
    const wanted = { id: randomBytes(ID_BYTES).toString('base64url'), code: newCode(), roomId: room.id, createdAt, expiresAt, maxUses: maxUses ?? null };
    const isMade = await this.#store.write('createInvite', { ...wanted, createdBy: principal.userId });
    if (!isMade) throw new ChatError('INVALID', `This room has ${LIMITS.invitesPerRoom} open invitations already. End one first.`);
    return viewOf({ ...wanted, createdBy: { id: principal.userId, name: principal.name }, uses: 0 });
  }

  /** The open ones, oldest first. */
  async list(principal: Principal, roomId: string): Promise<Invite[]> {
    const room = await this.#directory.find(principal, roomId, 'member.add');
    const invites = await this.#store.read('invites', room.id);
    return invites.filter(isOpen).map(viewOf);
  }

  async end(principal: Principal, code: string): Promise<void> {
    const invite = await this.#store.read('invite', code);
    if (invite === null) throw OVER();
    await this.#directory.find(principal, invite.roomId, 'member.add');
    await this.#store.write('endInvite', code);
  }

  /** What whoever has the link may know before they come in. */
  async view(code: string): Promise<InviteView> {
    const { roomId, createdBy, expiresAt } = await this.find(code);
    const [room, inviter] = await Promise.all([this.#store.read('room', roomId, null), this.#store.read('room', roomId, createdBy.id)]);
    if (room === null || inviter === null || !may([], 'member.add', inviter)) throw OVER();
    const { count } = await this.#store.read('members', roomId, 1);
    return { room: { name: room.name, topic: room.topic, memberCount: count }, invitedBy: createdBy.name, ...(expiresAt !== null && { expiresAt }) };
  }

  /** An open one, to whatever room. Throws NOT_FOUND in the same words, whatever is wrong with it. */
  async find(code: string): Promise<StoredInvite> {
    const invite = await this.#store.read('invite', code);
    if (invite === null || !isOpen(invite)) throw OVER();
    return invite;
  }

  /** The room as the person sees it who is in it already, and needs no invitation any more. */
  async roomOfMember({ userId }: Principal, code: string): Promise<StoredRoom | null> {
    const invite = await this.#store.read('invite', code);
    const room = invite === null ? null : await this.#store.read('room', invite.roomId, userId);
    return room !== null && room.standing !== 'visitor' && room.standing !== 'banned' ? room : null;
  }
}

const OVER = () => new ChatError('NOT_FOUND', 'This invitation is over. Ask for a new one.');

function isOpen({ expiresAt, maxUses, uses }: StoredInvite): boolean {
  return (expiresAt === null || expiresAt > Date.now()) && (maxUses === null || uses < maxUses);
}

function viewOf({ id: _, expiresAt, maxUses, ...invite }: StoredInvite): Invite {
  return { ...invite, ...(expiresAt !== null && { expiresAt }), ...(maxUses !== null && { maxUses }) };
}

function newCode(): string {
  return Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
