import { LIMITS } from '../contract/limits.ts';
import type { Author, RoomEvent } from '../contract/room-events.ts';
import { toPerson, toRoom } from './broadcast.ts';
import { Presence } from './presence.ts';
import { SubscriptionRights } from './subscription-rights.ts';
import type { Subscriber } from './subscription.ts';
import { Subscriptions } from './subscriptions.ts';

const author = (id: string): Author => ({ id, name: id });

function stage() {
  const presence = new Presence();
  const subscriptions = new Subscriptions(presence);
  const rights = new SubscriptionRights(subscriptions);
  const connection = (userId: string): Subscriber => {
    const subscriber: Subscriber = { principal: { userId, name: userId, kind: 'guest', roles: ['guest'], sessionId: 's' }, rooms: new Map(), followsOwn: false };
    subscriptions.add(subscriber);
    return subscriber;
  };
  /** A packet of these events, the last of which has the number `last`. */
  const publishes = (last: number, ...notable: object[]) =>
    rights.apply({ roomId: 'r', epoch: 'e', first: last, last, frame: new Uint8Array(), notable: notable.map((event) => ({ seq: last, at: 0, author: author('ann'), ...event }) as RoomEvent) });
  const hears = (subscriber: Subscriber) => subscriptions.recipients(toRoom('r')).includes(subscriber);
  return { presence, subscriptions, connection, publishes, hears };
}

describe('a subscription', () => {
  it('hears nothing before its right was looked up', () => {
    const { subscriptions, connection, hears } = stage();
    const bob = connection('bob');
    const subscription = subscriptions.begin(bob, 'r');
    const before = hears(bob);

    subscriptions.activate(subscription, { head: 5, standing: 'member' });

    expect([before, hears(bob)]).toEqual([false, true]);
  });

  it('is not active where something went by that the look-up does not know: it is looked up again', () => {
    const { subscriptions, connection, publishes } = stage();
    const subscription = subscriptions.begin(connection('bob'), 'r');
    publishes(6);

    expect(subscriptions.activate(subscription, { head: 5, standing: 'member' })).toBe(false);
    expect(subscriptions.activate(subscription, { head: 6, standing: 'member' })).toBe(true);
  });

  it('does not come to be where its right ended while it was looked up', () => {
    const { subscriptions, connection, publishes, hears } = stage();
    const bob = connection('bob');
    const subscription = subscriptions.begin(bob, 'r');
    publishes(6, { type: 'member.left', author: author('bob') });

    expect([subscriptions.activate(subscription, { head: 9, standing: 'member' }), hears(bob)]).toEqual([false, false]);
  });

  it.each([
    [{ type: 'member.left', author: author('bob') }],
    [{ type: 'member.removed', target: author('bob') }],
    [{ type: 'member.banned', target: author('bob') }],
  ])('ends with %j, on all connections of that person and on no other', (event) => {
    const { subscriptions, connection, publishes, hears, presence } = stage();
    const [tab, phone, ann] = [connection('bob'), connection('bob'), connection('ann')];
    [tab, phone, ann].forEach((each) => subscriptions.activate(subscriptions.begin(each, 'r'), { head: 5, standing: 'member' }));

    publishes(6, event);

    expect([tab, phone, ann].map(hears)).toEqual([false, false, true]);
    expect([tab.rooms.size, presence.online('r')]).toEqual([0, 1]);
  });

  it('is not ended by an event from before it was looked up: the right is a new one', () => {
    const { subscriptions, connection, publishes, hears } = stage();
    const bob = connection('bob');
    subscriptions.activate(subscriptions.begin(bob, 'r'), { head: 8, standing: 'member' });

    publishes(6, { type: 'member.left', author: author('bob') });

    expect(hears(bob)).toBe(true);
  });

  it('of somebody who only looks ends when the room becomes private, a member’s does not', () => {
    const { subscriptions, connection, publishes, hears } = stage();
    const [visitor, member] = [connection('eve'), connection('bob')];
    subscriptions.activate(subscriptions.begin(visitor, 'r'), { head: 5, standing: 'visitor' });
    subscriptions.activate(subscriptions.begin(member, 'r'), { head: 5, standing: 'member' });

    publishes(6, { type: 'room.updated', changes: { visibility: 'private' } });

    expect([visitor, member].map(hears)).toEqual([false, true]);
  });

  it('makes its holder seen from joining on', () => {
    const { subscriptions, connection, publishes, presence } = stage();
    const eve = connection('eve');
    subscriptions.activate(subscriptions.begin(eve, 'r'), { head: 5, standing: 'visitor' });
    const before = presence.online('r');

    publishes(6, { type: 'member.joined', author: author('eve') });

    expect([before, presence.online('r')]).toEqual([0, 1]);
  });

  it('goes with its connection, and none begins on one that is gone', () => {
    const { subscriptions, connection, hears } = stage();
    const bob = connection('bob');
    const pending = subscriptions.begin(bob, 'other');
    subscriptions.activate(subscriptions.begin(bob, 'r'), { head: 5, standing: 'member' });

    subscriptions.remove(bob);

    expect([hears(bob), subscriptions.activate(pending, { head: 1, standing: 'member' })]).toEqual([false, false]);
    expect(() => subscriptions.begin(bob, 'r')).toThrow('closed');
  });

  it('is one of so many of a connection', () => {
    const { subscriptions, connection } = stage();
    const bob = connection('bob');
    for (let room = 0; room < LIMITS.roomsPerSocket; room++) subscriptions.begin(bob, `${room}`);

    expect(() => subscriptions.begin(bob, 'one more')).toThrow('at most');
    expect(subscriptions.begin(bob, '0').state).toBe('pending');
  });
});

describe('what is told to a person', () => {
  it('goes to those of their connections that follow', () => {
    const { subscriptions, connection } = stage();
    const [page, program] = [connection('bob'), connection('bob')];
    page.followsOwn = true;

    expect(subscriptions.recipients(toPerson('bob'))).toEqual([page]);
    expect([...subscriptions.ofPerson('bob')]).toEqual([page, program]);
  });
});
