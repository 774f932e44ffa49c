import type { FactName, Facts } from '../contract/facts.ts';

const FINAL_TEXT_FRAME = 0x81;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;
const MOST_IN_7_BITS = 125;
const MOST_IN_16_BITS = 0xffff;
const EVENT = '42';
/** A later fact makes up for these; who misses one knows a little less for a moment. */
const MAY_BE_MISSED: ReadonlySet<FactName> = new Set(['presence:changed', 'typing:changed', 'rooms:changed', 'room:head']);

/**
 * One packet for many sockets, encoded once: for WebSockets as the finished frame (RFC 6455, section 5.2; a server
 * does not mask), for long polling as text without the Engine.IO type, which the transport adds itself.
 */
export class EncodedPacket {
  readonly #bytes: Buffer;
  #frame: Buffer | null = null;
  #frames: Buffer[] | null = null;
  #text: string | null = null;

  /** True for what the next such packet replaces. */
  readonly mayBeMissed: boolean;

  /** `bytes` begins with "42". */
  constructor(bytes: Uint8Array, mayBeMissed = false) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.mayBeMissed = mayBeMissed;
  }

  static ofFact<Name extends FactName>(name: Name, payload: Facts[Name]): EncodedPacket {
    return new EncodedPacket(Buffer.from(`${EVENT}${JSON.stringify([name, payload])}`, 'utf8'), MAY_BE_MISSED.has(name));
  }

  get frame(): Buffer {
    this.#frame ??= Buffer.concat([headerFor(this.#bytes.length), this.#bytes]);
    return this.#frame;
  }

  /** `frame` as the WebSocket library takes it: one list for all sockets. */
  get frames(): Buffer[] {
    this.#frames ??= [this.frame];
    return this.#frames;
  }

  get text(): string {
    this.#text ??= this.#bytes.toString('utf8', 1);
    return this.#text;
  }
}

function headerFor(length: number): Buffer {
  if (length <= MOST_IN_7_BITS) return Buffer.from([FINAL_TEXT_FRAME, length]);
  if (length <= MOST_IN_16_BITS) {
    const header = Buffer.from([FINAL_TEXT_FRAME, LENGTH_IN_16_BITS, 0, 0]);
    header.writeUInt16BE(length, 2);
    return header;
  }
  const header = Buffer.alloc(10);
  header.set([FINAL_TEXT_FRAME, LENGTH_IN_64_BITS]);
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
