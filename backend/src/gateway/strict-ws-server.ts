import { WebSocketServer, type ServerOptions } from 'ws';
import { LIMITS } from '../contract/limits.ts';
import { ChatWebSocket } from './chat-web-socket.ts';

/** A command fits into one frame; a few pieces are allowed to whoever cuts it up. */
const MOST_FRAGMENTS = 64;
const MOST_CHUNKS = 4_096;

type Bounded = ServerOptions<typeof ChatWebSocket> & { maxFragments: number; maxBufferedChunks: number };

/** Bounds how many pieces of one message are kept: thousands of one-byte fragments cost far more than their bytes. */
export class StrictWebSocketServer extends WebSocketServer<typeof ChatWebSocket> {
  constructor(options: ServerOptions<typeof ChatWebSocket>) {
    const bounded: Bounded = { ...options, maxPayload: LIMITS.packetBytes, maxFragments: MOST_FRAGMENTS, maxBufferedChunks: MOST_CHUNKS, WebSocket: ChatWebSocket };
    super(bounded);
  }
}
