import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';
import { LIMITS } from '../contract/limits.ts';
import { Handshake } from './handshake.ts';
import { StrictWebSocketServer } from './strict-ws-server.ts';

const PING_INTERVAL_MS = 20_000;
const PING_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Socket.IO as this server wants it. State recovery stays off: clients heal by sequence number from the log. No
 * compression: messages are short, and a compressor per socket costs more memory than the socket.
 */
export class SocketIoAdapter extends IoAdapter {
  readonly #handshake: Handshake;

  constructor(app: INestApplicationContext) {
    super(app);
    this.#handshake = app.get(Handshake);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const ours: Partial<ServerOptions> = {
      serveClient: false,
      transports: ['websocket', 'polling'],
      allowEIO3: false,
      maxHttpBufferSize: LIMITS.packetBytes,
      wsEngine: StrictWebSocketServer,
      perMessageDeflate: false,
      httpCompression: false,
      pingInterval: PING_INTERVAL_MS,
      pingTimeout: PING_TIMEOUT_MS,
      connectTimeout: CONNECT_TIMEOUT_MS,
      allowRequest: (request, admitted) => this.#handshake.admit(request, admitted),
    };
    return super.createIOServer(port, { ...options, ...ours } as ServerOptions);
  }
}
