import { UseFilters } from '@nestjs/common';
import { WebSocketGateway, type OnGatewayConnection, type OnGatewayDisconnect, type OnGatewayInit } from '@nestjs/websockets';
import type { CreateRoom, JoinRoom, MarkRead, Nothing, SendMessage, SetTyping, SyncRoom } from '../contract/commands.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import { AckFilter } from './ack.filter.ts';
import type { ChatServer, ChatSocket } from './chat-socket.ts';
import { Command } from './command.ts';
import { GracefulShutdown } from './graceful-shutdown.ts';
import { ConnectionLifecycle } from './connection-lifecycle.ts';

/** The commands of the wire. The adapter acks what a handler gives, the filter what it throws. */
@WebSocketGateway()
@UseFilters(AckFilter)
export class RoomsGateway implements OnGatewayInit<ChatServer>, OnGatewayConnection<ChatSocket>, OnGatewayDisconnect<ChatSocket> {
  readonly #rooms: RoomsService;
  readonly #sockets: ConnectionLifecycle;
  readonly #door: GracefulShutdown;

  constructor(rooms: RoomsService, sockets: ConnectionLifecycle, door: GracefulShutdown) {
    this.#rooms = rooms;
    this.#sockets = sockets;
    this.#door = door;
  }

  afterInit(server: ChatServer): void {
    this.#door.guard(server);
  }

  handleConnection(socket: ChatSocket): void {
    this.#sockets.connected(socket);
  }

  handleDisconnect(socket: ChatSocket): void {
    this.#sockets.disconnected(socket);
  }

  @Command('room:create')
  async create({ data }: ChatSocket, wanted: CreateRoom) {
    this.#sockets.admitRoom(data.user);
    return { room: await this.#rooms.create(data.user, wanted) };
  }

  @Command('room:join')
  join(socket: ChatSocket, payload: JoinRoom) {
    const enter = (room: Parameters<ConnectionLifecycle['enter']>[1]) => this.#sockets.enter(socket, room);
    return this.#sockets.inTurn(socket, () => this.#rooms.join(socket.data.user, payload, enter));
  }

  @Command('room:leave')
  async leave({ data }: ChatSocket, { roomId }: { roomId: string }): Promise<Nothing> {
    await this.#rooms.leave(data.user, roomId);
    this.#sockets.exitAll(data.user, roomId);
    return {};
  }

  @Command('room:sync')
  sync(socket: ChatSocket, payload: SyncRoom) {
    return this.#sockets.inTurn(socket, () => this.#rooms.sync(socket.data.user, payload));
  }

  @Command('message:send')
  send({ data }: ChatSocket, message: SendMessage) {
    return this.#rooms.send(data.user, message);
  }

  @Command('read:mark')
  markRead({ data }: ChatSocket, mark: MarkRead) {
    return this.#rooms.markRead(data.user, mark);
  }

  @Command('typing:set')
  async setTyping({ data }: ChatSocket, typing: SetTyping): Promise<Nothing> {
    await this.#rooms.setTyping(data.user, typing);
    return {};
  }
}
