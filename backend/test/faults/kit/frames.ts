/** WebSocket frames by hand (RFC 6455), right ones and wrong ones. */
export const OPCODES = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface FrameShape {
  opcode?: number;
  fin?: boolean;
  masked?: boolean;
  reserved?: number;
  /** Said length, where it is to differ from the real one. */
  length?: number;
}

const MASK = Buffer.from([0x37, 0xfa, 0x21, 0x3d]);
const SHORT = 126;
const MEDIUM = 65_536;

const RIGHT = { opcode: OPCODES.text, fin: true, masked: true, reserved: 0 };

export function frame(payload: string | Buffer, shape: FrameShape = {}): Buffer {
  const body = Buffer.from(payload as string);
  const { opcode, fin, masked, reserved, length } = { ...RIGHT, length: body.length, ...shape };
  const head = Buffer.concat([Buffer.from([(fin ? 0x80 : 0) | (reserved << 4) | opcode]), lengthOf(length, masked)]);
  if (!masked) return Buffer.concat([head, body]);
  for (let index = 0; index < body.length; index++) body[index] = (body[index] as number) ^ (MASK[index % 4] as number);
  return Buffer.concat([head, MASK, body]);
}

function lengthOf(length: number, masked: boolean): Buffer {
  const bit = masked ? 0x80 : 0;
  if (length < SHORT) return Buffer.from([bit | length]);
  const long = Buffer.alloc(length < MEDIUM ? 3 : 9);
  long[0] = bit | (length < MEDIUM ? 126 : 127);
  if (length < MEDIUM) long.writeUInt16BE(length, 1);
  else long.writeBigUInt64BE(BigInt(length), 1);
  return long;
}

/** Takes the bytes a server sends and gives its text messages; a server neither masks nor splits what it sends. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  read(chunk: Buffer): { opcode: number; payload: Buffer }[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const frames = [];
    for (let next = this.#next(); next !== null; next = this.#next()) frames.push(next);
    return frames;
  }

  #next(): { opcode: number; payload: Buffer } | null {
    if (this.#rest.length < 2) return null;
    const short = (this.#rest[1] as number) & 0x7f;
    const head = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (this.#rest.length < head) return null;
    const length = head === 10 ? Number(this.#rest.readBigUInt64BE(2)) : head === 4 ? this.#rest.readUInt16BE(2) : short;
    if (this.#rest.length < head + length) return null;
    const taken = { opcode: (this.#rest[0] as number) & 0x0f, payload: this.#rest.subarray(head, head + length) };
    this.#rest = this.#rest.subarray(head + length);
    return taken;
  }
}
