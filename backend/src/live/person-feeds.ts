import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { comesIn } from '../contract/comes-in.ts';
import type { MeSynced } from '../contract/commands.ts';
import type { Author, RoomEvent } from '../contract/room-events.ts';
import type { RoomKind } from '../contract/room.ts';
import { MembershipsService } from '../rooms/memberships.service.ts';
import { RoomRuntime, type Publication } from '../rooms/room-runtime.ts';
import { NewRooms } from '../rooms/new-rooms.ts';
import { PeopleService } from '../rooms/people.service.ts';
import type { StoredMembership } from '../store/store.ts';
import { AdaptiveThrottle } from './adaptive-throttle.ts';
import { toPerson } from './broadcast.ts';
import { Bus } from './bus.ts';
import { DirtyRooms } from './dirty-rooms.ts';
import { FeedDirects } from './feed-directs.ts';
import { FeedMembers } from './feed-members.ts';
import { PersonFeed } from './person-feed.ts';
import { RoomViews } from './room-views.ts';
import type { Subscriber } from './subscription.ts';
import { personOf, Subscriptions } from './subscriptions.ts';

/** At most four a second per person. */
const GATHER_MS = 250;
/** Memberships read and told in one go: some milliseconds of the reader and of this thread. */
const MOST_AT_ONCE = 1_000;

/**
 * A person's own rooms, the same on all of their devices: each asks once for the whole list, then hears what changes, which
 * is read from the store after it was stored. Nothing is kept of people who do not follow.
 */
@Injectable()
export class PersonFeeds implements OnModuleInit, OnApplicationShutdown {
  readonly #log = new Logger(PersonFeeds.name);
  readonly #runtime: RoomRuntime;
  readonly #rooms: NewRooms;
  readonly #people: PeopleService;
  readonly #memberships: MembershipsService;
  readonly #subscriptions: Subscriptions;
  readonly #views: RoomViews;
  readonly #bus: Bus;
  readonly #feeds = new Map<string, PersonFeed>();
  readonly #members = new FeedMembers();
  readonly #directs = new FeedDirects();
  readonly #dirty = new DirtyRooms();
  readonly #throttle = new AdaptiveThrottle();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    runtime: RoomRuntime,
    rooms: NewRooms,
    people: PeopleService,
    memberships: MembershipsService,
    subscriptions: Subscriptions,
    views: RoomViews,
    bus: Bus,
  ) {
    this.#runtime = runtime;
    this.#rooms = rooms;
    this.#people = people;
    this.#memberships = memberships;
    this.#subscriptions = subscriptions;
    this.#views = views;
    this.#bus = bus;
  }

  onModuleInit(): void {
    this.#runtime.publications.subscribe((publication) => this.#follow(publication));
    this.#runtime.gaps.subscribe((roomId) => this.#dirty.touch(roomId, 'all'));
    this.#rooms.made.subscribe(({ roomId, kind, userIds }) => userIds.forEach((userId) => this.#began(roomId, kind, userId)));
    this.#people.blocksChanged.subscribe((userId) => void this.#tellBlocks(userId));
    this.#memberships.changed.subscribe(({ roomId, userId }) => this.#touch(roomId, userId));
    this.#timer = setInterval(() => void this.#tell(), GATHER_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }

  /** From now on the connection hears what changes after the answer. */
  async sync(subscriber: Subscriber, since?: number): Promise<MeSynced> {
    const me = personOf(subscriber);
    const feed = this.#feedOf(me.id);
    subscriber.followsOwn = true;
    const { version } = feed;
    const changed = since === undefined ? null : feed.changedSince(since);
    const [all, blocked] = await Promise.all([this.#memberships.of(me.id), this.#people.blockedBy(me.id)]);
    all.forEach(({ room }) => this.#members.join(me.id, room.id));
    const directs = all.filter(({ room }) => room.kind === 'direct').map(({ room }) => room.id);
    if (this.#directs.begin(me.id, directs)) directs.forEach((roomId) => this.#dirty.touch(roomId, 'all'));
    const told = changed === null ? all : all.filter(({ room }) => changed.has(room.id));
    const removed = [...(changed ?? [])].filter((roomId) => !told.some(({ room }) => room.id === roomId));
    return { me, version, reset: changed === null, rooms: told.map((membership) => this.#views.myRoom(membership)), removed, blocked };
  }

  /** A connection of this person has gone; what is kept of them goes with the last one that follows. */
  left(userId: string): void {
    if ([...this.#subscriptions.ofPerson(userId)].some(({ followsOwn }) => followsOwn)) return;
    this.#feeds.delete(userId);
    this.#members.forget(userId);
    for (const roomId of this.#directs.end(userId)) this.#dirty.touch(roomId, 'all');
  }

  /** To all devices of somebody who is called otherwise now. */
  renamed(me: Author): void {
    const feed = this.#feeds.get(me.id);
    if (feed === undefined) return;
    for (const roomId of this.#directs.of(me.id)) this.#dirty.touch(roomId, 'all');
    this.#bus.tell({ recipients: toPerson(me.id), name: 'me:changed', payload: { version: feed.version, rooms: [], removed: [], me } });
  }

  get size(): number {
    return this.#feeds.size;
  }

  #feedOf(userId: string): PersonFeed {
    const feed = this.#feeds.get(userId) ?? new PersonFeed(Date.now());
    this.#feeds.set(userId, feed);
    this.#members.follow(userId);
    return feed;
  }

  #follow({ roomId, first, last, notable }: Publication): void {
    if (last - first + 1 > notable.length && this.#members.anyIn(roomId)) this.#dirty.touch(roomId, 'away');
    for (const event of notable) this.#followEvent(roomId, event);
  }

  /** What became of a message is told to all: who hears it cannot count one that they do not have. */
  #followEvent(roomId: string, event: RoomEvent): void {
    const newcomer = comesIn(event);
    if (newcomer !== null) return this.#joined(roomId, newcomer.id);
    if (event.type.startsWith('member.')) return this.#touch(roomId, 'target' in event ? event.target.id : event.author.id);
    this.#dirty.touch(roomId, 'all');
  }

  #began(roomId: string, kind: RoomKind, userId: string): void {
    if (kind === 'direct') this.#directs.add(userId, roomId);
    this.#joined(roomId, userId);
  }

  #joined(roomId: string, userId: string): void {
    this.#members.join(userId, roomId);
    this.#touch(roomId, userId);
  }

  #touch(roomId: string, userId: string): void {
    if (this.#members.follows(userId)) this.#dirty.touchFor(roomId, userId);
  }

  async #tell(): Promise<void> {
    if (this.#dirty.isEmpty || !this.#throttle.isDue(performance.now())) return;
    const taken = this.#dirty.take(MOST_AT_ONCE, (roomId, others) => this.#whoOf(roomId, others));
    this.#throttle.begin(performance.now());
    try {
      const read = [...taken].map(async ([roomId, people]) => ({ roomId, people, memberships: await this.#memberships.in(roomId, people) }));
      const changes = new Changes();
      for (const change of await Promise.all(read)) changes.add(change);
      changes.people.forEach((change, userId) => this.#tellPerson(userId, change));
    } catch (error) {
      this.#dirty.putBack(taken);
      this.#log.warn({ err: error }, 'What changed in the rooms of people could not be read; it is tried again.');
    } finally {
      this.#throttle.end(performance.now());
    }
  }

  #whoOf(roomId: string, others: 'away' | 'all'): string[] {
    const members = [...this.#members.in(roomId)];
    return others === 'all' ? members : members.filter((userId) => this.#isAway(userId, roomId));
  }

  /** One of their connections does not look at the room: it has to be told what was said there. */
  #isAway(userId: string, roomId: string): boolean {
    for (const { followsOwn, rooms } of this.#subscriptions.ofPerson(userId)) {
      if (followsOwn && rooms.get(roomId)?.isActive !== true) return true;
    }
    return false;
  }

  async #tellBlocks(userId: string): Promise<void> {
    const feed = this.#feeds.get(userId);
    if (feed === undefined) return;
    const blocked = await this.#people.blockedBy(userId);
    this.#bus.tell({ recipients: toPerson(userId), name: 'me:changed', payload: { version: feed.change([]), rooms: [], removed: [], blocked } });
  }

  #tellPerson(userId: string, { memberships, removed }: Change): void {
    const feed = this.#feeds.get(userId);
    if (feed === undefined) return;
    removed.forEach((roomId) => this.#members.leave(userId, roomId));
    const version = feed.change([...memberships.map(({ room }) => room.id), ...removed]);
    const payload = { version, rooms: memberships.map((membership) => this.#views.myRoom(membership)), removed };
    this.#bus.tellAtPace(this.#throttle, { recipients: toPerson(userId), name: 'me:changed', payload });
  }
}

interface Change {
  memberships: StoredMembership[];
  removed: string[];
}

/** What was read by room, by person. */
class Changes {
  readonly people = new Map<string, Change>();

  add({ roomId, people, memberships }: { roomId: string; people: string[]; memberships: StoredMembership[] }): void {
    const members = new Map(memberships.map((membership) => [membership.userId, membership]));
    for (const userId of people) {
      const change = this.#of(userId);
      const membership = members.get(userId);
      if (membership === undefined) change.removed.push(roomId);
      else change.memberships.push(membership);
    }
  }

  #of(userId: string): Change {
    const change = this.people.get(userId) ?? { memberships: [], removed: [] };
    this.people.set(userId, change);
    return change;
  }
}
