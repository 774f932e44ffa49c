import { Injectable } from '@nestjs/common';
import { comesIn } from '../contract/comes-in.ts';
import type { Author, RoomEvent } from '../contract/room-events.ts';
import type { Publication } from '../rooms/room-runtime.ts';
import type { Subscriber, Subscription } from './subscription.ts';
import { Subscriptions } from './subscriptions.ts';

type Looking = Subscription<Subscriber>;

/**
 * Keeps subscriptions to what the log says: each ends with the event that ends its right. A room's thread lets such an
 * event be the last of its packet, so whoever may no more has heard that, and hears nothing after it.
 */
@Injectable()
export class SubscriptionRights {
  readonly #subscriptions: Subscriptions;

  constructor(subscriptions: Subscriptions) {
    this.#subscriptions = subscriptions;
  }

  /** When the packet was given to all who may hear it. */
  apply({ roomId, last, notable }: Publication): void {
    for (const subscription of this.#subscriptions.pendingIn(roomId)) subscription.passed = last;
    for (const event of notable) this.#follow(roomId, event);
  }

  #follow(roomId: string, event: RoomEvent): void {
    if (event.type === 'member.left') return this.#endOf(roomId, event.seq, isOf(event.author.id));
    if (event.type === 'member.removed' || event.type === 'member.banned') return this.#endOf(roomId, event.seq, isOf(event.target.id));
    if (event.type === 'room.updated' && event.changes.visibility === 'private') return this.#endOf(roomId, event.seq, ({ isMember }) => !isMember);
    const newcomer = comesIn(event);
    if (newcomer !== null) this.#enter(roomId, event.seq, newcomer);
  }

  /** Where the right was looked up later than that, it is a new one. */
  #endOf(roomId: string, seq: number, isMeant: (subscription: Looking) => boolean): void {
    for (const subscription of [...this.#subscriptions.in(roomId), ...this.#subscriptions.pendingIn(roomId)]) {
      if (isMeant(subscription) && subscription.checkedAt < seq) this.#subscriptions.end(subscription, 'revoked');
    }
  }

  #enter(roomId: string, seq: number, newcomer: Author): void {
    for (const subscription of this.#subscriptions.in(roomId)) {
      if (isOf(newcomer.id)(subscription) && subscription.checkedAt < seq) this.#subscriptions.setMember(subscription, true);
    }
  }
}

const isOf = (userId: string) => ({ subscriber }: Looking) => subscriber.principal.userId === userId;
