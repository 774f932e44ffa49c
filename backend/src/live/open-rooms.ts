import { Injectable } from '@nestjs/common';
import type { Commands, OpenRoom, SyncRoom } from '../contract/commands.ts';
import type { ErrorCode } from '../contract/errors.ts';
import { LIMITS } from '../contract/limits.ts';
import { RoomDirectory } from '../rooms/room-directory.ts';
import { RoomRuntime } from '../rooms/room-runtime.ts';
import { ChatError } from '../wire/chat-error.ts';
import { RoomViews } from './room-views.ts';
import type { Subscriber } from './subscription.ts';
import { Subscriptions } from './subscriptions.ts';

type Opened = Commands['room:open']['data'];

/** Each time something went by while it was looked up whether one may hear it. */
const MOST_TRIES = 10;
const RETRY_AFTER_MS = 250;
const NO_RIGHT: readonly ErrorCode[] = ['NOT_FOUND', 'NOT_A_MEMBER', 'FORBIDDEN'];

/** Rooms that connections look at. Looking writes nothing, and makes nobody a member. */
@Injectable()
export class OpenRooms {
  readonly #directory: RoomDirectory;
  readonly #runtime: RoomRuntime;
  readonly #views: RoomViews;
  readonly #subscriptions: Subscriptions;

  constructor(directory: RoomDirectory, runtime: RoomRuntime, views: RoomViews, subscriptions: Subscriptions) {
    this.#directory = directory;
    this.#runtime = runtime;
    this.#views = views;
    this.#subscriptions = subscriptions;
  }

  /** The answer goes as far as its `head`; whatever is committed after it arrives as events. */
  async open(subscriber: Subscriber, wanted: OpenRoom): Promise<Opened> {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const opened = await this.#tryOpen(subscriber, wanted);
      if (opened !== null) return opened;
    }
    throw new ChatError('BUSY', 'The room changes faster than it could be opened. Try again.', { retryAfterMs: RETRY_AFTER_MS });
  }

  close(subscriber: Subscriber, roomId: string): void {
    const subscription = subscriber.rooms.get(roomId);
    if (subscription !== undefined) this.#subscriptions.end(subscription, 'closed');
  }

  /** Throws NOT_A_MEMBER, unless the connection looks at the room as a member. */
  requireMember({ rooms }: Subscriber, roomId: string): void {
    if (rooms.get(roomId)?.isMember !== true) throw new ChatError('NOT_A_MEMBER', 'Join the room and open it first.');
  }

  async sync({ principal }: Subscriber, { roomId, epoch, after, limit = LIMITS.eventsPerSync }: SyncRoom): Promise<Commands['room:sync']['data']> {
    const room = await this.#directory.find(principal, roomId, 'room.read');
    return this.#runtime.catchUp.sync(room, { epoch, seq: after }, limit);
  }

  /** null: what was read is not certain. */
  async #tryOpen(subscriber: Subscriber, { roomId, since }: OpenRoom): Promise<Opened | null> {
    const subscription = this.#subscriptions.begin(subscriber, roomId);
    const wasOpen = subscription.isActive;
    try {
      const room = await this.#directory.find(subscriber.principal, roomId, 'room.read');
      if (room.id !== roomId) return await this.#openInstead(subscriber, { roomId, since, id: room.id });
      if (!this.#subscriptions.activate(subscription, room)) return this.#again(subscription.state);
      const [missed, people] = await Promise.all([this.#runtime.catchUp.missed(room, since), this.#views.members(room)]);
      if (!subscription.isActive) return this.#again(subscription.state);
      return { room: this.#views.room({ ...room, head: missed.head }), epoch: room.epoch, ...missed, ...people };
    } catch (error) {
      if (!wasOpen || hasNoRight(error)) this.#subscriptions.end(subscription, 'closed');
      throw error;
    }
  }

  /** It was asked for by the name in its address. */
  #openInstead(subscriber: Subscriber, { roomId, since, id }: OpenRoom & { id: string }): Promise<Opened> {
    this.close(subscriber, roomId);
    return this.open(subscriber, { roomId: id, ...(since !== undefined && { since }) });
  }

  #again(state: string): null {
    if (state === 'closed') throw new ChatError('ROOM_UNAVAILABLE', 'The room was closed again before it was open.');
    return null;
  }
}

function hasNoRight(error: unknown): boolean {
  return error instanceof ChatError && NO_RIGHT.includes(error.code);
}
