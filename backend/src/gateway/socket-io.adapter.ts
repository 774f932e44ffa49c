import type { INestApplicationContext } from '@nestjs/common';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { MessageMappingProperties } from '@nestjs/websockets';
import type { Server, ServerOptions, Socket } from 'socket.io';
import type { AckOk } from '../contract/ack.ts';
import { LIMITS } from '../contract/limits.ts';
import { FairScheduler } from './fair-scheduler.ts';
import { Handshake } from './handshake.ts';
import { StrictWebSocketServer } from './strict-ws-server.ts';

type Answer = (answer: AckOk<unknown>) => void;

const PING_INTERVAL_MS = 20_000;
const PING_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Socket.IO as this server wants it. State recovery stays off: clients heal by sequence number from the log. No
 * compression: messages are short, and a compressor per socket costs more memory than the socket.
 */
export class SocketIoAdapter extends IoAdapter {
  readonly #handshake: Handshake;
  readonly #breath: FairScheduler;

  constructor(app: INestApplicationContext) {
    super(app);
    this.#handshake = app.get(Handshake);
    this.#breath = app.get(FairScheduler);
  }

  /**
   * One listener a command, without the streams of the adapter above: they cost half of the main thread's time a message.
   * A handler that gives nothing has thrown, and the filter has answered.
   */
  override bindMessageHandlers(socket: Socket, handlers: MessageMappingProperties[]): void {
    for (const { message, callback } of handlers) {
      socket.on(String(message), (...args: unknown[]) => {
        this.#breath.take();
        const ack = typeof args.at(-1) === 'function' ? (args.pop() as Answer) : undefined;
        const payload = args.length > 1 ? args : args[0];
        void (callback(payload, ack) as Promise<unknown>).then((data) => {
          if (data !== undefined) ack?.({ ok: true, data });
        });
      });
    }
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
