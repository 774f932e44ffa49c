import type { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { ChatWebSocket } from './chat-web-socket.ts';
import type { EncodedPacket } from './encoded-packet.ts';
import type { Sink } from './fan-out.ts';
import { WaitingAge } from './waiting-age.ts';

/** A sink that says whether what was written before has been taken. */
export interface AskedWriter extends Sink {
  readonly isDrained: boolean;
  /** Resolves when it has, or when the connection is closed. */
  whenDrained(): Promise<void>;
  /** The connection is closed on both sides, and what was written has been read. */
  readonly isGone: boolean;
}

export interface StallLimits {
  /** Bytes that may wait for a socket that does not read. */
  bytes: number;
  /** How long anything may wait. */
  ms: number;
}

const LEFT_OUT_AFTER_MS = 1_000;
/** Less than a page may still wait. */
const DRAINED_BYTES = 131_072;

type Connection = Socket['conn'];
type Options = Parameters<Connection['write']>[1] & { wsPreEncodedFrame: Buffer[] };

/**
 * Writes below Socket.IO: the packet is encoded already. A WebSocket gets the finished frame at once, unless Engine.IO
 * has something queued for it; then, and where somebody polls, the packet goes through Engine.IO, with the option that
 * Socket.IO's own adapter uses for broadcasts. See socket.io-adapter, in-memory-adapter.ts, `_encode`.
 *
 * A socket that does not read is bound by bytes and by age. What can be missed, such as who writes, is left out when
 * something has waited for long; at the bound the socket is closed, and the client heals by sequence number when it is
 * back. What waits for a moment says nothing: a second write in one turn of the loop always does.
 */
export class SocketWriter implements AskedWriter {
  readonly #connection: Connection;
  readonly #limits: StallLimits;
  readonly #onStall: () => void;
  readonly #now: () => number;
  readonly #age = new WaitingAge();
  /** In Engine.IO's queue; what others put there counts a byte a packet. */
  #queuedBytes = 0;
  /** All that ever was. */
  #everQueuedBytes = 0;
  #isStalled = false;

  constructor(connection: Connection, options: { limits: StallLimits; onStall: () => void; now?: () => number }) {
    this.#connection = connection;
    this.#limits = options.limits;
    this.#onStall = options.onStall;
    this.#now = options.now ?? (() => performance.now());
  }

  write(packet: EncodedPacket): void {
    const webSocket = webSocketOf(this.#connection);
    const bytes = this.#bytesWaiting(webSocket);
    const waitedMs = this.#waitedMs(webSocket, bytes);
    if (this.#isStalled || (packet.mayBeMissed && waitedMs > LEFT_OUT_AFTER_MS)) return;
    if (bytes > this.#limits.bytes || waitedMs > this.#limits.ms) return this.#stall();
    if (webSocket === null || this.#queuedBytes > 0) this.#queue(packet);
    else webSocket.writeFrame(packet.frame);
  }

  get isDrained(): boolean {
    return packetsQueued(this.#connection) === 0 && (webSocketOf(this.#connection)?.waitingBytes ?? 0) <= DRAINED_BYTES;
  }

  async whenDrained(): Promise<void> {
    while (!this.isDrained && this.#connection.readyState !== 'closed') await this.#nextChange();
  }

  /** Engine.IO says `drain` when it hands on what it kept back, the stream when the system has taken all. */
  #nextChange(): Promise<void> {
    const emitters: EventEmitter[] = [this.#connection, webSocketOf(this.#connection)?.stream ?? this.#connection];
    return new Promise((resolve) => {
      const changed = (): void => {
        for (const emitter of emitters) emitter.off('drain', changed).off('close', changed);
        resolve();
      };
      for (const emitter of emitters) emitter.on('drain', changed).on('close', changed);
    });
  }

  get isGone(): boolean {
    const { readyState, transport } = this.#connection;
    const { socket } = transport as { socket?: unknown };
    return socket instanceof ChatWebSocket ? socket.readyState === ChatWebSocket.CLOSED : readyState === 'closed';
  }

  #bytesWaiting(webSocket: ChatWebSocket | null): number {
    const queued = packetsQueued(this.#connection);
    if (queued === 0) this.#queuedBytes = 0;
    else this.#queuedBytes = Math.max(this.#queuedBytes, queued);
    return this.#queuedBytes + (webSocket?.waitingBytes ?? 0);
  }

  #waitedMs(webSocket: ChatWebSocket | null, bytes: number): number {
    if (bytes === 0) return 0;
    const written = this.#everQueuedBytes + (webSocket?.writtenBytes ?? 0);
    return this.#age.note({ written, taken: written - bytes }, this.#now());
  }

  /** It takes a while until the connection is closed, and more comes meanwhile. */
  #stall(): void {
    this.#isStalled = true;
    this.#onStall();
  }

  #queue(packet: EncodedPacket): void {
    this.#queuedBytes += packet.frame.length;
    this.#everQueuedBytes += packet.frame.length;
    const data = webSocketOf(this.#connection) === null ? packet.text : undefined;
    const options: Options = { wsPreEncodedFrame: packet.frames };
    this.#connection.write(data, options);
  }
}

/** Packets that Engine.IO keeps back until the transport is free. It has them as a private list and says nothing else of them. */
function packetsQueued(connection: Connection): number {
  return (connection as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
}

/** null while the client polls. */
function webSocketOf(connection: Connection): ChatWebSocket | null {
  const { socket } = connection.transport as { socket?: unknown };
  return socket instanceof ChatWebSocket ? socket : null;
}

/** Ends a connection at once: a closing handshake would wait for somebody who does not read. */
export function terminate(connection: Connection): void {
  const webSocket = webSocketOf(connection);
  if (webSocket === null) connection.close(true);
  else webSocket.terminate();
}
