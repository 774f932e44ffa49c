import { Injectable } from '@nestjs/common';
import { LIMITS } from '../contract/limits.ts';
import { isMember } from '../contract/permissions.ts';
import type { Author } from '../contract/room-events.ts';
import type { StoredRoom } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import type { Recipients } from './broadcast.ts';
import { Presence } from './presence.ts';
import { Subscription, type Subscriber } from './subscription.ts';

/** Which connections hear what: all, a room's, a person's, the directory's. Members who look at a room are there. */
@Injectable()
export class Subscriptions<S extends Subscriber = Subscriber> {
  readonly #presence: Presence;
  readonly #all = new Set<S>();
  readonly #people = new Map<string, Set<S>>();
  readonly #watchers = new Set<S>();
  readonly #pending = new Map<string, Set<Subscription<S>>>();
  readonly #active = new Map<string, Set<Subscription<S>>>();

  constructor(presence: Presence) {
    this.#presence = presence;
  }

  add(subscriber: S): void {
    this.#all.add(subscriber);
    include(this.#people, subscriber.principal.userId, subscriber);
  }

  remove(subscriber: S): void {
    this.#all.delete(subscriber);
    this.#watchers.delete(subscriber);
    exclude(this.#people, subscriber.principal.userId, subscriber);
    for (const subscription of [...subscriber.rooms.values()]) this.end(subscription, 'closed');
  }

  watch(subscriber: S, watching: boolean): void {
    if (watching && this.#all.has(subscriber)) this.#watchers.add(subscriber);
    else this.#watchers.delete(subscriber);
  }

  /** From now on it is noted what the connection would have heard. The one that it has already is given again. */
  begin(subscriber: S, roomId: string): Subscription<S> {
    const known = subscriber.rooms.get(roomId);
    if (known !== undefined) return known;
    if (!this.#all.has(subscriber)) throw new ChatError('ROOM_UNAVAILABLE', 'The connection is closed.');
    if (subscriber.rooms.size >= LIMITS.roomsPerSocket) {
      throw new ChatError('INVALID', `roomId: one connection may have at most ${LIMITS.roomsPerSocket} rooms open. Close one first.`);
    }
    const subscription = new Subscription(subscriber, roomId);
    subscriber.rooms.set(roomId, subscription);
    include(this.#pending, roomId, subscription);
    return subscription;
  }

  /**
   * `room` was read after `begin`. False: it may have come too late, for something went by that is not in it, or the right
   * has ended since. Look again.
   */
  activate(subscription: Subscription<S>, room: Pick<StoredRoom, 'head' | 'standing'>): boolean {
    const { state } = subscription;
    if (state === 'pending' && subscription.passed > room.head) return false;
    if (state !== 'pending' && state !== 'active') return false;
    subscription.state = 'active';
    exclude(this.#pending, subscription.roomId, subscription);
    include(this.#active, subscription.roomId, subscription);
    subscription.checkedAt = Math.max(subscription.checkedAt, room.head);
    this.setMember(subscription, isMember(room.standing));
    return true;
  }

  setMember(subscription: Subscription<S>, isNow: boolean): void {
    if (!subscription.isActive || subscription.isMember === isNow) return;
    subscription.isMember = isNow;
    const person = personOf(subscription.subscriber);
    if (isNow) this.#presence.enter(subscription.roomId, person);
    else this.#presence.exit(subscription.roomId, person);
  }

  end(subscription: Subscription<S>, state: 'revoked' | 'closed'): void {
    this.setMember(subscription, false);
    subscription.state = state;
    const { subscriber, roomId } = subscription;
    if (subscriber.rooms.get(roomId) === subscription) subscriber.rooms.delete(roomId);
    exclude(this.#pending, roomId, subscription);
    exclude(this.#active, roomId, subscription);
  }

  /** Those that hear a room. */
  in(roomId: string): Iterable<Subscription<S>> {
    return this.#active.get(roomId) ?? [];
  }

  pendingIn(roomId: string): Iterable<Subscription<S>> {
    return this.#pending.get(roomId) ?? [];
  }

  ofPerson(userId: string): Iterable<S> {
    return this.#people.get(userId) ?? [];
  }

  /** Connected by something that follows their rooms. */
  isHere(userId: string): boolean {
    for (const { followsOwn } of this.ofPerson(userId)) if (followsOwn) return true;
    return false;
  }

  recipients(recipients: Recipients): S[] {
    if (recipients.kind === 'everyone') return [...this.#all];
    if (recipients.kind === 'directory') return [...this.#watchers];
    if (recipients.kind === 'person') return [...this.ofPerson(recipients.userId)].filter(({ followsOwn }) => followsOwn);
    return Array.from(this.in(recipients.roomId), ({ subscriber }) => subscriber);
  }

  get count(): number {
    return this.#all.size;
  }

  get watchers(): number {
    return this.#watchers.size;
  }
}

export function personOf({ principal: { userId, name } }: Subscriber): Author {
  return { id: userId, name };
}

function include<T>(sets: Map<string, Set<T>>, key: string, item: T): void {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set.add(item));
}

function exclude<T>(sets: Map<string, Set<T>>, key: string, item: T): void {
  const set = sets.get(key);
  set?.delete(item);
  if (set?.size === 0) sets.delete(key);
}
