import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { ClientToServerEvents, ServerToClientEvents } from '../contract/socket.ts';
import type { Subscriber } from '../live/subscription.ts';
import type { AskedWriter } from './socket-writer.ts';

/** What the server knows of a socket: who, by which session, and what it hears. */
export interface SocketData extends Subscriber {
  readonly sink: AskedWriter;
  readonly conn: Socket['conn'];
}

export type ChatSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type ChatServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
