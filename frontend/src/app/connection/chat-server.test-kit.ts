import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { ClientToServerEvents, ServerToClientEvents } from '@contract/socket';
import { type Observable, filter, firstValueFrom } from 'rxjs';
import { Server, type Socket } from 'socket.io';

export type ServerSocket = Socket<ClientToServerEvents, ServerToClientEvents>;

/** A real Socket.IO server that speaks the contract as a test tells it to. */
export interface ChatServer {
  io: Server<ClientToServerEvents, ServerToClientEvents>;
  url: string;
  port: number;
  /** As a proxy that reads requests for an upgrade and never answers them. */
  swallowUpgrades(): void;
  close(): Promise<void>;
}

export async function startChatServer(port = 0): Promise<ChatServer> {
  const http = createServer();
  const io: ChatServer['io'] = new Server(http, { cors: { origin: '*' }, transports: ['websocket', 'polling'] });
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const { port: bound } = http.address() as AddressInfo;
  const swallowed: Duplex[] = [];
  return {
    io,
    port: bound,
    url: `http://127.0.0.1:${bound}`,
    swallowUpgrades: () => void http.removeAllListeners('upgrade').on('upgrade', (_, socket: Duplex) => swallowed.push(socket)),
    close: () => {
      for (const socket of swallowed) socket.destroy();
      return io.close();
    },
  };
}

export function until<T>(source: Observable<T>, wanted: (value: T) => boolean): Promise<T> {
  return firstValueFrom(source.pipe(filter(wanted)));
}
