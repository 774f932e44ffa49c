import { WebSocketGateway, type OnGatewayConnection, type OnGatewayDisconnect, type OnGatewayInit } from '@nestjs/websockets';
import type { Nothing } from '../contract/commands.ts';
import type { Principal } from '../contract/principal.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import { OpenRooms } from '../live/open-rooms.ts';
import { PersonFeeds } from '../live/person-feeds.ts';
import { RoomViews } from '../live/room-views.ts';
import { personOf, Subscriptions } from '../live/subscriptions.ts';
import { TypingFeed } from '../live/typing-feed.ts';
import { DirectsService } from '../rooms/directs.service.ts';
import { MembershipsService } from '../rooms/memberships.service.ts';
import { PeopleService } from '../rooms/people.service.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import { ChatError } from '../wire/chat-error.ts';
import { AnswerQueue } from './answer-queue.ts';
import type { ChatServer, ChatSocket } from './chat-socket.ts';
import { CommandDispatcher, type CommandHandlers } from './command-dispatcher.ts';
import { GracefulShutdown } from './graceful-shutdown.ts';

/** The commands of the wire, and who does them. What changes a room goes to its thread by RoomsService. */
@WebSocketGateway()
export class RoomsGateway implements OnGatewayInit<ChatServer>, OnGatewayConnection<ChatSocket>, OnGatewayDisconnect<ChatSocket> {
  readonly #dispatcher: CommandDispatcher;
  readonly #door: GracefulShutdown;
  readonly #rates: RateLimits;
  readonly #subscriptions: Subscriptions;
  readonly #feeds: PersonFeeds;
  readonly #views: RoomViews;
  readonly #pages = new AnswerQueue();
  readonly #handlers: CommandHandlers;

  constructor(
    dispatcher: CommandDispatcher,
    door: GracefulShutdown,
    rates: RateLimits,
    subscriptions: Subscriptions,
    feeds: PersonFeeds,
    views: RoomViews,
    rooms: RoomsService,
    directs: DirectsService,
    people: PeopleService,
    memberships: MembershipsService,
    openRooms: OpenRooms,
    typing: TypingFeed,
  ) {
    this.#dispatcher = dispatcher;
    this.#door = door;
    this.#rates = rates;
    this.#subscriptions = subscriptions;
    this.#feeds = feeds;
    this.#views = views;
    this.#handlers = {
      ...this.#ownHandlers(memberships, people),
      ...this.#roomHandlers(rooms, directs),
      ...this.#lookingHandlers(openRooms, typing),
      ...this.#messageHandlers(rooms),
    };
  }

  afterInit(server: ChatServer): void {
    this.#door.guard(server);
  }

  handleConnection(socket: ChatSocket): void {
    this.#subscriptions.add(socket.data);
    this.#dispatcher.serve(socket, this.#handlers);
  }

  handleDisconnect({ data }: ChatSocket): void {
    this.#subscriptions.remove(data);
    this.#feeds.left(data.principal.userId);
  }

  /** What concerns oneself. */
  #ownHandlers(memberships: MembershipsService, people: PeopleService) {
    return {
      'me:sync': (socket, { since }) => this.#pages.take(socket, () => this.#feeds.sync(socket.data, since)),
      'directory:watch': ({ data }, { watching }) => done(this.#subscriptions.watch(data, watching)),
      'room:notify': async ({ data }, wish) => done(await memberships.setNotify(data.principal, wish)),
      'room:favourite': async ({ data }, wish) => done(await memberships.setFavourite(data.principal, wish)),
      'draft:set': ({ data }, draft) => memberships.setDraft(data.principal, draft),
      'person:block': async ({ data }, wish) => done(await people.block(data.principal, wish)),
      'read:mark': ({ data }, mark) => memberships.markRead(data.principal, mark),
    } satisfies Partial<CommandHandlers>;
  }

  /** What changes a room, or who is in it. */
  #roomHandlers(rooms: RoomsService, directs: DirectsService) {
    return {
      'room:create': async ({ data }, wanted) => {
        this.#admitRoom(data.principal);
        return this.#seen(await rooms.create(data.principal, wanted));
      },
      'room:join': async ({ data }, wanted) => this.#seen(await rooms.join(data.principal, wanted)),
      'room:leave': async ({ data }, left) => done(await rooms.leave(data.principal, left)),
      'room:update': async ({ data }, changes) => this.#seen(await rooms.update(data.principal, changes)),
      'direct:open': async ({ data }, wanted) => {
        this.#admitRoom(data.principal);
        return this.#seen(await directs.open(data.principal, wanted));
      },
      'member:set': ({ data }, wish) => rooms.setMember(data.principal, wish),
    } satisfies Partial<CommandHandlers>;
  }

  #messageHandlers(rooms: RoomsService) {
    return {
      'message:send': ({ data }, message) => rooms.send(data.principal, message),
      'message:edit': ({ data }, edit) => rooms.edit(data.principal, edit),
      'message:delete': ({ data }, deletion) => rooms.delete(data.principal, deletion),
      'message:pin': ({ data }, pin) => rooms.pin(data.principal, pin),
      'reaction:set': ({ data }, reaction) => rooms.react(data.principal, reaction),
    } satisfies Partial<CommandHandlers>;
  }

  /** What one sees of a room, and shows there of oneself. Pages are made one at a time for each socket. */
  #lookingHandlers(openRooms: OpenRooms, typing: TypingFeed) {
    return {
      'room:open': (socket, wanted) => this.#pages.take(socket, () => openRooms.open(socket.data, wanted)),
      'room:close': ({ data }, { roomId }) => done(openRooms.close(data, roomId)),
      'room:sync': (socket, wanted) => this.#pages.take(socket, () => openRooms.sync(socket.data, wanted)),
      'typing:set': async ({ data }, { roomId, typing: isTyping }) => {
        openRooms.requireMember(data, roomId);
        return done(typing.set(roomId, personOf(data), isTyping));
      },
    } satisfies Partial<CommandHandlers>;
  }

  #admitRoom({ userId }: Principal): void {
    ChatError.ifTooFast(this.#rates.room(userId), 'Too many new rooms in a short time.');
  }

  #seen(room: Parameters<RoomViews['room']>[0]) {
    return { room: this.#views.room(room) };
  }
}

function done(_nothing: void): Promise<Nothing> {
  return Promise.resolve({});
}
