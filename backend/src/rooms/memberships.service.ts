import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { MarkRead, SetDraft, SetFavourite, SetNotify, Unread } from '../contract/commands.ts';
import type { Draft } from '../contract/room.ts';
import type { Principal } from '../contract/principal.ts';
import { Store, type StoredMembership } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { RoomDirectory } from './room-directory.ts';

/** Somebody's own place in their rooms: which they are, what is unread there, and how loud they are. */
@Injectable()
export class MembershipsService {
  /** Positions and wishes that were stored; what a room's log says of memberships is published by the room. */
  readonly changed = new Subject<{ roomId: string; userId: string }>();
  readonly #directory: RoomDirectory;
  readonly #store: Store;

  constructor(directory: RoomDirectory, store: Store) {
    this.#directory = directory;
    this.#store = store;
  }

  of(userId: string): Promise<StoredMembership[]> {
    return this.#store.read('memberships', userId);
  }

  /** Those of the people who are members. */
  in(roomId: string, userIds: string[]): Promise<StoredMembership[]> {
    return this.#store.read('membershipsIn', roomId, userIds);
  }

  async markRead(principal: Principal, { roomId, ordinal, unread = false }: MarkRead): Promise<Unread> {
    const marked = await this.#store.write('markRead', { roomId, userId: principal.userId, ordinal, back: unread });
    if (marked === null) return this.#refuse(principal, roomId);
    this.changed.next({ roomId, userId: principal.userId });
    return marked;
  }

  async setNotify(principal: Principal, { roomId, level, mutedUntil }: SetNotify): Promise<void> {
    const isMember = await this.#store.write('setNotify', { roomId, userId: principal.userId, level, mutedUntil: mutedUntil ?? null });
    if (!isMember) return this.#refuse(principal, roomId);
    this.changed.next({ roomId, userId: principal.userId });
  }

  async setFavourite(principal: Principal, { roomId, favourite }: SetFavourite): Promise<void> {
    const isMember = await this.#store.write('setFavourite', { roomId, userId: principal.userId, favourite });
    if (!isMember) return this.#refuse(principal, roomId);
    this.changed.next({ roomId, userId: principal.userId });
  }

  /** The last device that says something has the say. */
  async setDraft(principal: Principal, { roomId, body, replyTo }: SetDraft): Promise<Pick<Draft, 'at'>> {
    const at = Date.now();
    const draft = { body, ...(replyTo !== undefined && { replyTo }), at };
    const isMember = await this.#store.write('setDraft', { roomId, userId: principal.userId, draft });
    if (!isMember) return this.#refuse(principal, roomId);
    this.changed.next({ roomId, userId: principal.userId });
    return { at };
  }

  async #refuse(principal: Principal, roomId: string): Promise<never> {
    await this.#directory.find(principal, roomId);
    throw new ChatError('NOT_A_MEMBER', 'Join the room first.');
  }
}
