import type { Principal } from '../contract/principal.ts';

/** A connection, as far as what it is told is concerned. */
export interface Subscriber {
  /** As of its last command. */
  principal: Principal;
  /** By room; what it looks at, or is about to. */
  readonly rooms: Map<string, Subscription<this>>;
  /** Has asked `me:sync`: hears of the person's own rooms. */
  followsOwn: boolean;
}

/**
 * What one connection hears of one room. While it is `pending` its right is looked up, and it hears nothing. `revoked`: the
 * right has ended, as an event of the log says. `closed`: it asked for no more, or is gone.
 */
export class Subscription<S> {
  readonly subscriber: S;
  readonly roomId: string;
  state: 'pending' | 'active' | 'revoked' | 'closed' = 'pending';
  /** Looks as a member: is seen to be there. */
  isMember = false;
  /** The number in the log at which the right was looked up: what an earlier event says of it is known. */
  checkedAt = 0;
  /** The last number that went by unheard while it was pending. */
  passed = 0;

  constructor(subscriber: S, roomId: string) {
    this.subscriber = subscriber;
    this.roomId = roomId;
  }

  get isActive(): boolean {
    return this.state === 'active';
  }
}
