/**
 * A finished WebSocket frame around a text, for any number of sockets: RFC 6455, section 5.2. A server does not mask.
 */
const FINAL_TEXT_FRAME = 0x81;
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;
const MOST_IN_16_BITS = 0xffff;
const SHORT_HEADER = 2;
const HEADER_WITH_16_BITS = 4;
const HEADER_WITH_64_BITS = 10;

/** In memory of its own, which may be moved to another thread. */
export function frameOf(text: string): Uint8Array<ArrayBuffer> {
  const length = Buffer.byteLength(text);
  const start = headerFor(length);
  const frame = Buffer.allocUnsafeSlow(start + length);
  frame[0] = FINAL_TEXT_FRAME;
  writeLength(frame, start, length);
  frame.write(text, start, 'utf8');
  return frame;
}

export function textOf(frame: Uint8Array): string {
  return Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('utf8', headerOf(frame));
}

function headerFor(length: number): number {
  if (length < LENGTH_IN_16_BITS) return SHORT_HEADER;
  return length <= MOST_IN_16_BITS ? HEADER_WITH_16_BITS : HEADER_WITH_64_BITS;
}

function headerOf(frame: Uint8Array): number {
  if (frame[1] === LENGTH_IN_16_BITS) return HEADER_WITH_16_BITS;
  return frame[1] === LENGTH_IN_64_BITS ? HEADER_WITH_64_BITS : SHORT_HEADER;
}

function writeLength(frame: Buffer, header: number, length: number): void {
  if (header === SHORT_HEADER) frame[1] = length;
  if (header === HEADER_WITH_16_BITS) {
    frame[1] = LENGTH_IN_16_BITS;
    frame.writeUInt16BE(length, SHORT_HEADER);
  }
  if (header === HEADER_WITH_64_BITS) {
    frame[1] = LENGTH_IN_64_BITS;
    frame.writeBigUInt64BE(BigInt(length), SHORT_HEADER);
  }
}
