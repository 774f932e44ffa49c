/** Gathers what a client says in one go into one write. Texts are Latin-1: each character is a byte of the wire. */
export class Outbox {
  #socket;
  #text = '';

  constructor(socket) {
    this.#socket = socket;
  }

  add(text) {
    this.#text += text;
  }

  flush() {
    if (this.#text === '') return;
    this.#socket.write(this.#text, 'latin1');
    this.#text = '';
  }
}

const FINAL_TEXT_FRAME = 0x81;
const MASKED = 0x80;
const MOST_IN_7_BITS = 125;
const LENGTH_IN_16_BITS = 126;
/** A mask of zeros is a mask, and leaves the text as it is. */
const MASK = '\0\0\0\0';

/** A client's WebSocket frame around a text of at most 65,535 ASCII characters. */
export function frameOf(text) {
  const { length } = text;
  if (length <= MOST_IN_7_BITS) return String.fromCharCode(FINAL_TEXT_FRAME, MASKED | length) + MASK + text;
  return String.fromCharCode(FINAL_TEXT_FRAME, MASKED | LENGTH_IN_16_BITS, length >> 8, length & 0xff) + MASK + text;
}
