/**
 * Reads a server's WebSocket frames (RFC 6455, unmasked) from pieces of a TCP stream. The bytes belong to the caller
 * again after `read`; a frame that lies whole in a piece is handed on where it is, without a copy.
 *
 * The listener: `onFrame(bytes, start, end)` for a whole frame; for one in pieces `wantsPieces(bytes, start, end)`
 * says with its first bytes how to go on: true means `onPiece(bytes, start, end)` each, false gathers the whole frame.
 */
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;
/** The packet's type and the message's, so that a frame can be told apart by its beginning. */
const TYPE_BYTES = 2;

export class FrameReader {
  #listener;
  #rest = null;
  #left = 0;
  #gathered = null;

  constructor(listener) {
    this.#listener = listener;
  }

  read(piece, length) {
    const bytes = this.#rest === null ? piece : Buffer.concat([this.#rest, piece.subarray(0, length)]);
    const end = this.#rest === null ? length : bytes.length;
    this.#rest = null;
    let at = this.#left > 0 ? this.#goOn(bytes, 0, end) : 0;
    while (at < end) at = this.#begin(bytes, at, end);
  }

  #begin(bytes, at, end) {
    const header = headerAt(bytes, at, end);
    if (header === null) {
      this.#rest = Buffer.from(bytes.subarray(at, end));
      return end;
    }
    const { start, length } = header;
    if (start + length <= end) {
      this.#listener.onFrame(bytes, start, start + length);
      return start + length;
    }
    this.#left = length;
    this.#gathered = this.#listener.wantsPieces({ bytes, start, end, length }) ? null : { frame: Buffer.allocUnsafe(length), filled: 0 };
    return this.#goOn(bytes, start, end);
  }

  #goOn(bytes, start, end) {
    const stop = Math.min(end, start + this.#left);
    this.#left -= stop - start;
    if (this.#gathered === null) this.#listener.onPiece(bytes, start, stop);
    else this.#gather(bytes, start, stop);
    return stop;
  }

  #gather(bytes, start, stop) {
    const { frame, filled } = this.#gathered;
    bytes.copy(frame, filled, start, stop);
    this.#gathered.filled += stop - start;
    if (this.#left === 0) this.#listener.onFrame(frame, 0, frame.length);
  }
}

/** null: not enough bytes yet. */
function headerAt(bytes, at, end) {
  if (at + 2 > end) return null;
  const short = bytes[at + 1] & 0x7f;
  const start = at + (short === LENGTH_IN_16_BITS ? 4 : short === LENGTH_IN_64_BITS ? 10 : 2);
  if (start > end) return null;
  const length = short === LENGTH_IN_16_BITS ? bytes.readUInt16BE(at + 2) : short === LENGTH_IN_64_BITS ? Number(bytes.readBigUInt64BE(at + 2)) : short;
  return start + Math.min(length, TYPE_BYTES) > end ? null : { start, length };
}
