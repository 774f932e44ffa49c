import type { ChatSocket } from './chat-socket.ts';
import type { EncodedPacket } from './encoded-packet.ts';
import type { Sink } from './fan-out.ts';

export interface StallLimits {
  /** Bytes that may wait for a socket that does not read. */
  bytes: number;
  /** How long anything may wait. */
  ms: number;
}

const WEBSOCKET = 'websocket';
const LEFT_OUT_AFTER_MS = 1_000;

type Connection = ChatSocket['conn'];
type Options = Parameters<Connection['write']>[1] & { wsPreEncodedFrame: Buffer[] };

/**
 * Writes below Socket.IO, on the Engine.IO connection: the packet is encoded already. A WebSocket gets the finished
 * frame by the option that Socket.IO's own adapter uses for broadcasts; the text is only made where somebody polls.
 * https://socket.io/docs/v4/adapter/ and socket.io-adapter, in-memory-adapter.ts, `_encode`
 *
 * A socket that does not read is bound by bytes and by age. What can be missed, such as who writes, is left out when
 * something has waited for long; at the bound the socket is closed, and the client heals by sequence number when it is
 * back. What waits for a moment says nothing: a second write in one turn of the loop always does.
 */
export class SocketSink implements Sink {
  readonly #connection: Connection;
  readonly #limits: StallLimits;
  readonly #onStall: () => void;
  #waitingBytes = 0;
  #waitingSince: number | null = null;

  constructor(connection: Connection, options: { limits: StallLimits; onStall: () => void }) {
    this.#connection = connection;
    this.#limits = options.limits;
    this.#onStall = options.onStall;
  }

  write(packet: EncodedPacket): void {
    const waitedMs = this.#waitedMs();
    if (packet.mayBeMissed && waitedMs > LEFT_OUT_AFTER_MS) return;
    if (this.#waitingBytes > this.#limits.bytes || waitedMs > this.#limits.ms) return this.#onStall();
    this.#waitingBytes += packet.frame.length;
    this.#send(packet);
  }

  /** How long the oldest packet that the transport did not take yet has waited. */
  #waitedMs(): number {
    if (packetsWaiting(this.#connection) === 0) {
      this.#waitingBytes = 0;
      this.#waitingSince = null;
      return 0;
    }
    const now = performance.now();
    this.#waitingSince ??= now;
    return now - this.#waitingSince;
  }

  #send(packet: EncodedPacket): void {
    const data = this.#connection.transport.name === WEBSOCKET ? undefined : packet.text;
    const options: Options = { wsPreEncodedFrame: packet.frames };
    this.#connection.write(data, options);
  }
}

/** Packets that the transport did not take yet. Engine.IO has them as a private list and says nothing else of them. */
function packetsWaiting(connection: Connection): number {
  return (connection as unknown as { writeBuffer: unknown[] }).writeBuffer.length;
}

/** Ends a connection at once: a closing handshake would wait for somebody who does not read. */
export function cutOff(connection: Connection): void {
  const { socket } = connection.transport as { socket?: { terminate?: () => void } };
  if (socket?.terminate) socket.terminate();
  else connection.close(true);
}
