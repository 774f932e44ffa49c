import type { FactName, Facts } from '../contract/facts.ts';
import { EVENT } from '../wire/packets/events-packet.ts';
import { frameOf, textOf } from '../wire/packets/frame.ts';

/** A later fact makes up for these; who misses one knows a little less for a moment. */
const MAY_BE_MISSED: ReadonlySet<FactName> = new Set(['presence:changed', 'typing:changed', 'rooms:changed', 'room:head']);

/**
 * One packet for many sockets, encoded once: for WebSockets as the finished frame, for long polling as text without the
 * Engine.IO type, which the transport adds itself.
 */
export class EncodedPacket {
  readonly frame: Buffer;
  #frames: Buffer[] | null = null;
  #text: string | null = null;

  /** True for what the next such packet replaces. */
  readonly mayBeMissed: boolean;

  constructor(frame: Uint8Array, mayBeMissed = false) {
    this.frame = Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength);
    this.mayBeMissed = mayBeMissed;
  }

  static ofFact<Name extends FactName>(name: Name, payload: Facts[Name]): EncodedPacket {
    return new EncodedPacket(frameOf(`${EVENT}${JSON.stringify([name, payload])}`), MAY_BE_MISSED.has(name));
  }

  /** `frame` as the WebSocket library takes it: one list for all sockets. */
  get frames(): Buffer[] {
    this.#frames ??= [this.frame];
    return this.#frames;
  }

  get text(): string {
    this.#text ??= textOf(this.frame).slice(1);
    return this.#text;
  }
}
