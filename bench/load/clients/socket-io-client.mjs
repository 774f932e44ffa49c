/**
 * A Socket.IO 4 client on a bare TCP connection: WebSocket only, one namespace, text packets. What a packet means is
 * the dialect's business. https://socket.io/docs/v4/engine-io-protocol/ and .../socket-io-protocol/
 */
import { bodyOf, nextStamp } from '../stamp.mjs';
import { FrameReader } from '../frame-reader.mjs';
import { connectTcp } from '../tcp.mjs';
import { frameOf, Outbox } from './outbox.mjs';

/** The message of the error where a connection ended before it was ready. */
export const CLOSED = 'The server closed a connection.';
const HEADER_END = '\r\n\r\n';
const [PING, MESSAGE, CONNECT, EVENT, ACK] = [0x32, 0x34, 0x30, 0x32, 0x33];
const PONG = frameOf('3');
const ZERO = 0x30;
const NINE = 0x39;

export class SocketIoClient {
  onAck = () => undefined;
  /** To what it asked when it came, where they are kept: by command. */
  answers = new Map();
  #options;
  #socket;
  #outbox;
  #reader;
  #handshake = '';
  #upgraded = false;
  #nextId = 0;
  #waiting = new Map();
  #partCount = undefined;
  #ready = Promise.withResolvers();
  #closing = false;

  /** options: { port, user, roomIds, also, dialect, meter, counter, sampled }; `also`: other commands to be answered before it is ready. */
  constructor(options) {
    this.#options = options;
    this.#reader = new FrameReader(this);
    this.#socket = connectTcp({ port: options.port, onPiece: (bytes, length) => this.#read(bytes, length), onClose: () => this.#closed() });
    this.#outbox = new Outbox(this.#socket);
    this.#socket.write(upgradeRequest(options.port));
  }

  /** Connected and in its rooms. */
  get ready() {
    return this.#ready.promise;
  }

  /** Sends a message to the client's room; `onAck(client, failure | null)` follows. */
  say(roomId = this.#options.roomIds[0]) {
    const stamp = nextStamp();
    const [name, payload] = this.#options.dialect.message({ roomId, stamp, body: bodyOf(stamp) });
    this.#ask(name, payload, (text) => this.#said(text, Number(stamp)));
  }

  /** What was said leaves now; while something is being read it leaves after that by itself. */
  flush() {
    this.#outbox.flush();
  }

  close() {
    this.#closing = true;
    this.#socket.destroy();
  }

  wantsPieces({ bytes, start, end, length }) {
    if (!isEvent(bytes, start) || this.#options.sampled) return false;
    this.#partCount = this.#options.counter.recall({ bytes, start, end, length });
    this.#options.meter.deliveries += this.#partCount ?? 0;
    return true;
  }

  onPiece(bytes, start, end) {
    if (this.#partCount === undefined) this.#options.meter.deliveries += this.#options.counter.countPiece(bytes, start, end);
  }

  onFrame(bytes, start, end) {
    if (isEvent(bytes, start)) return this.#onEvent(bytes, start, end);
    if (bytes[start] === PING) return this.#outbox.add(PONG);
    if (bytes[start] === ZERO) return this.#outbox.add(frameOf(`40${this.#options.dialect.auth(this.#options.user)}`));
    if (bytes[start] !== MESSAGE) return;
    if (bytes[start + 1] === ACK) this.#onAck(bytes, start + 2, end);
    else if (bytes[start + 1] === CONNECT) this.#enterRooms();
    else this.#ready.reject(new Error(`The server refused a client: ${bytes.latin1Slice(start, end)}`));
  }

  #read(bytes, length) {
    if (this.#upgraded) this.#reader.read(bytes, length);
    else this.#upgrade(bytes.latin1Slice(0, length));
    this.#outbox.flush();
  }

  #upgrade(text) {
    this.#handshake += text;
    const end = this.#handshake.indexOf(HEADER_END);
    if (end === -1) return;
    if (!this.#handshake.startsWith('HTTP/1.1 101')) return this.#ready.reject(new Error(`No upgrade: ${this.#handshake.slice(0, 200)}`));
    this.#upgraded = true;
    const rest = Buffer.from(this.#handshake.slice(end + HEADER_END.length), 'latin1');
    this.#handshake = '';
    if (rest.length > 0) this.#reader.read(rest, rest.length);
  }

  #enterRooms() {
    const { roomIds, also = [], dialect, keepsAnswer, since } = this.#options;
    const commands = [...also, ...roomIds.map((roomId) => dialect.join({ roomId, since }))];
    if (commands.length === 0) this.#ready.resolve();
    let open = commands.length;
    for (const [name, payload] of commands) {
      this.#ask(name, payload, (text) => {
        const failure = dialect.failure(text);
        if (failure !== null) this.#ready.reject(new Error(`Not in the room: ${text.slice(0, 200)}`));
        if (keepsAnswer) this.answers.set(name, text);
        open -= 1;
        if (open === 0) this.#ready.resolve();
      });
    }
  }

  #ask(name, payload, onAnswer) {
    const id = this.#nextId++;
    this.#waiting.set(id, onAnswer);
    this.#outbox.add(frameOf(`42${id}["${name}",${payload}]`));
  }

  #onAck(bytes, start, end) {
    let at = start;
    let id = 0;
    for (; bytes[at] >= ZERO && bytes[at] <= NINE; at++) id = id * 10 + bytes[at] - ZERO;
    const onAnswer = this.#waiting.get(id);
    this.#waiting.delete(id);
    onAnswer?.(bytes.latin1Slice(at, end));
  }

  #said(text, stamp) {
    const { meter, dialect } = this.#options;
    const failure = dialect.failure(text);
    if (failure === null) {
      meter.acks += 1;
      meter.acked.add(performance.now() - stamp / 1_000);
    } else meter.refused += 1;
    this.onAck(this, failure);
  }

  #onEvent(bytes, start, end) {
    const { meter, counter, sampled } = this.#options;
    if (sampled) this.#inspect(bytes.utf8Slice(start + 2, end));
    else meter.deliveries += counter.count(bytes, start, end);
  }

  /** Sampled clients read all they are shown, as a page would. */
  #inspect(text) {
    const { meter, dialect } = this.#options;
    const [name, fact] = JSON.parse(text);
    for (const { seq, ageMs } of dialect.messagesIn(name, fact)) {
      meter.deliveries += 1;
      meter.sawAfter(ageMs);
      if (this.lastSeq !== undefined && seq > this.lastSeq + 1) meter.holes += seq - this.lastSeq - 1;
      this.lastSeq = seq;
    }
  }

  #closed() {
    if (this.#closing) return;
    this.#options.meter.lost += 1;
    this.#ready.reject(new Error(CLOSED));
    this.#options.onLost?.(this);
  }
}

function isEvent(bytes, start) {
  return bytes[start] === MESSAGE && bytes[start + 1] === EVENT;
}

function upgradeRequest(port) {
  const lines = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Upgrade: websocket',
    'Connection: Upgrade',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version: 13',
  ];
  return lines.join('\r\n') + HEADER_END;
}
