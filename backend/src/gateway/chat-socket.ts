import type { DefaultEventsMap, Server, Socket } from 'socket.io';
import type { Author } from '../contract/room-events.ts';
import type { ClientToServerEvents, ServerToClientEvents } from '../contract/socket.ts';
import type { AskedWriter } from './socket-writer.ts';

/** What the server knows of a socket: who, by which session, and the rooms it has joined. */
export interface SocketData {
  user: Author;
  tokenHash: string;
  rooms: Set<string>;
  sink: AskedWriter;
}

export type ChatSocket = Socket<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
export type ChatServer = Server<ClientToServerEvents, ServerToClientEvents, DefaultEventsMap, SocketData>;
