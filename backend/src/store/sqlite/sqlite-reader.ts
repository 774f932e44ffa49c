import type { Author, Message, RoomEvent } from '../../contract/room-events.ts';
import { type FirstResult, firstResultOf } from '../first-result.ts';
import type { FoundPerson, SearchPage } from '../../contract/rest.ts';
import type { TextQuery } from '../search.ts';
import type { StoredInvite } from '../invites.ts';
import type { Hook } from '../../contract/hooks.ts';
import type { PushDevice } from '../../contract/push.ts';
import type { MessageFacts, ReactedMessage } from '../messages.ts';
import type { PushTarget } from '../push.ts';
import type { MemberPage, StoredMembership, StoredRoom, StoreReads } from '../store.ts';
import { AdministrationReader } from './administration-reader.ts';
import type { Database, StatementSync } from './database.ts';
import { foundPeople } from './found-people.ts';
import { HookQueries } from './hooks.ts';
import { MessageQueries } from './message-queries.ts';
import { PushTargets } from './push-targets.ts';
import { READS } from './queries.ts';
import { page, toAuthor, toEvent, toInvite, toMember, toMembership, toRoom } from './rows.ts';
import { type RoomState, snapshotOf } from './snapshot.ts';
import { TextSearch } from './search/text-search.ts';

/** Retries come soon; an older one is found by the unique index. */
const RECENT_EVENTS = 256;

type RoomsQuery = Parameters<StoreReads['rooms']>[0];

/** A read-only connection; every call sees the last commit. */
export class SqliteReader extends AdministrationReader implements StoreReads {
  readonly #database: Database;
  readonly #statements: Record<keyof typeof READS, StatementSync>;
  readonly #texts: TextSearch;
  readonly #messages: MessageQueries;
  readonly #push: PushTargets;
  readonly #hooks: HookQueries;

  constructor(database: Database) {
    super(database);
    this.#database = database;
    this.#texts = new TextSearch(database);
    const prepared = Object.entries(READS).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof READS, StatementSync>;
    this.#messages = new MessageQueries(database, this.#statements);
    this.#push = new PushTargets(database);
    this.#hooks = new HookQueries(database);
  }

  user(userId: string): Author | null {
    const row = this.#statements.user.get({ id: userId }) as unknown as Author | undefined;
    return row ? { id: row.id, name: row.name } : null;
  }

  findable({ userId, userIds }: Parameters<StoreReads['findable']>[0]): Author[] {
    return this.#statements.findable.all({ user: userId, users: JSON.stringify(userIds) }).map(toAuthor);
  }

  people({ userId, roomId, search, limit }: Parameters<StoreReads['people']>[0]): FoundPerson[] {
    const room = roomId === null ? null : this.#keyOf(roomId);
    return foundPeople(this.#statements, { user: userId, room, search, limit });
  }

  blocks(userId: string): Author[] {
    return this.#statements.blocks.all({ user: userId }).map(toAuthor);
  }

  blocking({ userId, userIds }: Parameters<StoreReads['blocking']>[0]): string[] {
    return this.#statements.blocking.all({ user: userId, users: JSON.stringify(userIds) }).map(({ id }) => id as string);
  }

  invite(code: string): StoredInvite | null {
    const row = this.#statements.invite.get({ code });
    return row === undefined ? null : toInvite(row);
  }

  invites(roomId: string): StoredInvite[] {
    return this.#statements.invites.all({ room: roomId }).map(toInvite);
  }

  room(idOrSlug: string, userId: string | null): StoredRoom | null {
    const wanted = { id: idOrSlug, user: userId };
    const row = this.#statements.roomById.get(wanted) ?? this.#statements.roomBySlug.get(wanted);
    return row ? toRoom(row) : null;
  }

  rooms({ after, userId, withOwn, ...query }: RoomsQuery): StoredRoom[] {
    const place = this.#placeOf(after, { userId, withOwn });
    if (place === null) return [];
    const own = place.isAmongOwn ? this.#statements.ownRooms.all({ ...query, user: userId, after: place.key }) : [];
    const limit = query.limit - own.length;
    const others = limit === 0 ? [] : this.#statements.otherRooms.all({ ...query, user: userId, after: place.isAmongOwn ? 0 : place.key, limit });
    return [...own, ...others].map(toRoom);
  }

  /** Where the list goes on: among one's own rooms, or the others. null: after no room that there is. */
  #placeOf(after: string | null, { userId, withOwn }: Pick<RoomsQuery, 'userId' | 'withOwn'>): { key: number; isAmongOwn: boolean } | null {
    if (after === null) return { key: 0, isAmongOwn: withOwn };
    const found = this.#statements.roomPlace.get({ id: after, user: userId }) as { key: number; own: number } | undefined;
    return found === undefined ? null : { key: found.key, isAmongOwn: withOwn && found.own === 1 };
  }

  memberships(userId: string): StoredMembership[] {
    return this.#statements.memberships.all({ user: userId }).map(toMembership);
  }

  membershipsIn(roomId: string, userIds: string[]): StoredMembership[] {
    return this.#statements.membershipsIn.all({ room: this.#keyOf(roomId), users: JSON.stringify(userIds) }).map(toMembership);
  }

  membershipCount(userId: string): number {
    return (this.#statements.membershipCount.get({ user: userId }) as { count: number }).count;
  }

  /** All of it from one state of the database. */
  snapshot(roomId: string): Uint8Array<ArrayBuffer> | null {
    return this.#database.readTransaction(() => {
      const state = this.#statements.roomState.get({ id: roomId }) as unknown as RoomState | undefined;
      if (!state) return null;
      const room = state.key;
      return snapshotOf(state, {
        members: this.#statements.memberIds.all({ room }) as never,
        sanctions: this.#statements.sanctions.all({ room }) as never,
        pins: this.#statements.pinNumbers.all({ room }) as never,
        newest: this.#statements.newestEvents.all({ room, limit: RECENT_EVENTS }).map(toEvent).reverse(),
      });
    });
  }

  events({ roomId, after, limit }: { roomId: string; after: number; limit: number }): RoomEvent[] {
    return page(this.#statements.eventsAfter.iterate({ room: this.#keyOf(roomId), after, limit }), toEvent);
  }

  messages(query: Parameters<StoreReads['messages']>[0]): Message[] {
    return this.#messages.messages(query);
  }

  thread(query: Parameters<StoreReads['thread']>[0]): Message[] {
    return this.#messages.thread(query);
  }

  versions(query: Parameters<StoreReads['versions']>[0]): ReturnType<StoreReads['versions']> {
    return this.#messages.versions(query);
  }

  pins(roomId: string): Message[] {
    return this.#messages.pins(roomId);
  }

  ordinalAt(roomId: string, at: number): number | null {
    return this.#messages.ordinalAt(roomId, at);
  }

  message(roomId: string, id: string): MessageFacts | null {
    return this.#messages.message(roomId, id);
  }

  reactedMessage(query: Parameters<StoreReads['reactedMessage']>[0]): ReactedMessage | null {
    return this.#messages.reactedMessage(query);
  }

  firstResult({ roomId, userId, clientId }: Parameters<StoreReads['firstResult']>[0]): FirstResult | null {
    const row = this.#statements.firstEvent.get({ id: roomId, author: userId, clientId });
    return row ? firstResultOf(toEvent(row)) : null;
  }

  members(roomId: string, limit: number): MemberPage {
    const room = this.#keyOf(roomId);
    if (room === null) return { members: [], count: 0 };
    const { count } = this.#statements.memberCount.get({ room }) as { count: number };
    return { members: this.#statements.members.all({ room, limit }).map(toMember), count };
  }

  roomsBehind({ consumer, after, limit }: Parameters<StoreReads['roomsBehind']>[0]): ReturnType<StoreReads['roomsBehind']> {
    const rows = this.#statements.roomsInOrder.all({ consumer, after: after === null ? 0 : this.#keyOf(after), limit });
    const rooms = rows as unknown as { id: string; isBehind: number }[];
    const next = rooms.length < limit ? null : (rooms.at(-1)?.id ?? null);
    return { roomIds: rooms.filter(({ isBehind }) => isBehind === 1).map(({ id }) => id), next };
  }

  eventsFor({ consumer, roomId, limit }: Parameters<StoreReads['eventsFor']>[0]): RoomEvent[] {
    return page(this.#statements.eventsFor.iterate({ consumer, room: this.#keyOf(roomId), limit }), toEvent);
  }

  roomsToIndex(query: Parameters<StoreReads['roomsToIndex']>[0]): ReturnType<StoreReads['roomsToIndex']> {
    return this.#texts.roomsToIndex(query);
  }

  search(query: TextQuery): SearchPage {
    return this.#texts.search(query);
  }

  hook(id: string): Hook | null {
    return this.#hooks.hook(id);
  }

  hookBySecret(secretHash: string): Hook | null {
    return this.#hooks.hookBySecret(secretHash);
  }

  hooks(roomId: string): Hook[] {
    return this.#hooks.hooks(roomId);
  }

  pushDevice(device: Parameters<StoreReads['pushDevice']>[0]): PushDevice | null {
    return this.#push.pushDevice(device);
  }

  pushDevicesOf(userId: string): PushDevice[] {
    return this.#push.pushDevicesOf(userId);
  }

  pushTargets(query: Parameters<StoreReads['pushTargets']>[0]): PushTarget[] {
    return this.#push.pushTargets(query);
  }

  close(): void {
    this.#database.close();
  }

  #keyOf(roomId: string): number | null {
    const row = this.#statements.roomKey.get({ id: roomId }) as { key: number } | undefined;
    return row?.key ?? null;
  }
}
