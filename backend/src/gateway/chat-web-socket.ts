import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';

type Send = (data: unknown, ...rest: unknown[]) => void;

/**
 * A WebSocket that asks little of the system. What is sent in one turn of the loop, such as the acks of a batch, leaves
 * in one write; a finished frame is written as it is, past the queues above.
 */
export class ChatWebSocket extends WebSocket {
  #corked = false;
  #writtenBytes = 0;

  /** Corked, the stream takes nothing meanwhile: what waits more is what was written. */
  override send(...args: unknown[]): void {
    this.#corkForThisTurn();
    const before = this.waitingBytes;
    (super.send as Send).apply(this, args as [unknown]);
    this.#writtenBytes += this.waitingBytes - before;
  }

  /** `frame` is not copied and must not change. What was sent before is written before. */
  writeFrame(frame: Uint8Array): void {
    if (this.readyState !== WebSocket.OPEN) return;
    this.#writtenBytes += frame.length;
    this.stream?.write(frame);
  }

  /** Bytes of all that was sent. */
  get writtenBytes(): number {
    return this.#writtenBytes;
  }

  /** Bytes that the system did not take yet. */
  get waitingBytes(): number {
    return this.stream?.writableLength ?? 0;
  }

  /** ws keeps the stream under a name of its own and gives no other way to it. */
  get stream(): Duplex | null {
    return (this as unknown as { _socket: Duplex | null })._socket;
  }

  #corkForThisTurn(): void {
    const stream = this.stream;
    if (this.#corked || stream === null) return;
    this.#corked = true;
    stream.cork();
    process.nextTick(() => {
      this.#corked = false;
      stream.uncork();
    });
  }
}
