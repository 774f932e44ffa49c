import { UseInterceptors } from '@nestjs/common';
import {
  ConnectedSocket as From,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import type { CommandName, CreateRoom, JoinRoom, MarkRead, SendMessage, SetTyping, SyncRoom } from '../contract/commands.ts';
import { RoomsService } from '../rooms/rooms.service.ts';
import { AckInterceptor } from './ack.interceptor.ts';
import type { ChatServer, ChatSocket } from './chat-socket.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { ServerDoor } from './server-door.ts';
import { Sockets } from './sockets.ts';

/** The payload of a command, parsed by its schema. */
const Payload = (command: CommandName) => MessageBody(PayloadPipe.of(command));

/** The commands of the wire. Every one is acked by the interceptor; what throws becomes a failing ack. */
@WebSocketGateway()
@UseInterceptors(AckInterceptor)
export class RoomsGateway implements OnGatewayInit<ChatServer>, OnGatewayConnection<ChatSocket>, OnGatewayDisconnect<ChatSocket> {
  readonly #rooms: RoomsService;
  readonly #sockets: Sockets;
  readonly #door: ServerDoor;

  constructor(rooms: RoomsService, sockets: Sockets, door: ServerDoor) {
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

  @SubscribeMessage('room:create')
  async create(@From() { data }: ChatSocket, @Payload('room:create') wanted: CreateRoom) {
    this.#sockets.admitRoom(data.user);
    return { room: await this.#rooms.create(data.user, wanted) };
  }

  @SubscribeMessage('room:join')
  join(@From() socket: ChatSocket, @Payload('room:join') payload: JoinRoom) {
    return this.#rooms.join(socket.data.user, payload, (room) => this.#sockets.enter(socket, room));
  }

  @SubscribeMessage('room:leave')
  async leave(@From() { data }: ChatSocket, @Payload('room:leave') { roomId }: { roomId: string }) {
    await this.#rooms.leave(data.user, roomId);
    this.#sockets.exitAll(data.user, roomId);
  }

  @SubscribeMessage('room:sync')
  sync(@From() { data }: ChatSocket, @Payload('room:sync') payload: SyncRoom) {
    return this.#rooms.sync(data.user, payload);
  }

  @SubscribeMessage('message:send')
  send(@From() { data }: ChatSocket, @Payload('message:send') message: SendMessage) {
    return this.#rooms.send(data.user, message);
  }

  @SubscribeMessage('read:mark')
  markRead(@From() { data }: ChatSocket, @Payload('read:mark') mark: MarkRead) {
    return this.#rooms.markRead(data.user, mark);
  }

  @SubscribeMessage('typing:set')
  setTyping(@From() { data }: ChatSocket, @Payload('typing:set') typing: SetTyping) {
    return this.#rooms.setTyping(data.user, typing);
  }
}
