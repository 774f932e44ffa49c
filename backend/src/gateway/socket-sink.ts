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

type Connection = ChatSocket['conn'];
type Options = Parameters<Connection['write']>[1] & { wsPreEncodedFrame: Buffer[] };

/**
 * Writes below Socket.IO, on the Engine.IO connection: the packet is encoded already. A WebSocket gets the finished
 * frame by the option that Socket.IO's own adapter uses for broadcasts; the text is only made where somebody polls.
 * https://socket.io/docs/v4/adapter/ and socket.io-adapter, in-memory-adapter.ts, `_encode`
 *
 * A socket that does not read is bound by bytes and by age. What can be missed, such as who writes, is left out as soon
 * as anything waits; at the bound the socket is closed, and the client heals by sequence number when it is back.
 */
export class SocketSink implements Sink {
  readonly #connection: Connection;
  readonly #limits: StallLimits;
  readonly #onStall: () => void;
  #waitingBytes = 0;
  #waitingSince = 0;

  constructor(connection: Connection, options: { limits: StallLimits; onStall: () => void }) {
    this.#connection = connection;
    this.#limits = options.limits;
    this.#onStall = options.onStall;
  }

  write(packet: EncodedPacket): void {
    if (this.#hasCaughtUp()) this.#waitingBytes = 0;
    else if (packet.mayBeMissed) return;
    else if (this.#isStalled(packet.frame.length)) return this.#onStall();
    this.#send(packet);
  }

  /** Everything written so far was taken by the system. */
  #hasCaughtUp(): boolean {
    return this.#connection.transport.writable;
  }

  #isStalled(bytes: number): boolean {
    const now = performance.now();
    if (this.#waitingBytes === 0) this.#waitingSince = now;
    this.#waitingBytes += bytes;
    return this.#waitingBytes > this.#limits.bytes || now - this.#waitingSince > this.#limits.ms;
  }

  #send(packet: EncodedPacket): void {
    const data = this.#connection.transport.name === WEBSOCKET ? undefined : packet.text;
    const options: Options = { wsPreEncodedFrame: packet.frames };
    this.#connection.write(data, options);
  }
}

/** Ends a connection at once: a closing handshake would wait for somebody who does not read. */
export function cutOff(connection: Connection): void {
  const { socket } = connection.transport as { socket?: { terminate?: () => void } };
  if (socket?.terminate) socket.terminate();
  else connection.close(true);
}
