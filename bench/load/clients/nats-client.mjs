/**
 * A NATS client on a bare TCP connection. `verbose` makes the server answer every PUB with +OK: the ack.
 * https://docs.nats.io/reference/reference-protocols/nats-protocol
 */
import { ageMs, bodyOf, nextStamp } from '../stamp.mjs';
import { connectTcp } from '../tcp.mjs';
import { Outbox } from './outbox.mjs';

const CONNECT = 'CONNECT {"verbose":true,"pedantic":false,"lang":"bench","version":"1","protocol":0,"echo":true}\r\n';
const CR = 0x0d;
const [M, PLUS, P, MINUS] = [0x4d, 0x2b, 0x50, 0x2d];
const CONNECT_AND_SUB = 2;
const ZERO = 0x30;
const SPACE = 0x20;

export class NatsClient {
  onAck = () => undefined;
  #options;
  #socket;
  #outbox;
  #rest = null;
  #skip = 0;
  #setup = CONNECT_AND_SUB;
  #sentAt = [];
  #ready = Promise.withResolvers();
  #closing = false;

  constructor(options) {
    this.#options = options;
    this.#socket = connectTcp({ port: options.port, onPiece: (bytes, length) => this.#read(bytes, length), onClose: () => this.#closed() });
    this.#outbox = new Outbox(this.#socket);
    this.#socket.write(`${CONNECT}SUB ${options.roomIds[0]} 1\r\n`);
  }

  get ready() {
    return this.#ready.promise;
  }

  say(roomId = this.#options.roomIds[0]) {
    const body = bodyOf(nextStamp());
    this.#sentAt.push(performance.now());
    this.#outbox.add(`PUB ${roomId} ${body.length}\r\n${body}\r\n`);
  }

  flush() {
    this.#outbox.flush();
  }

  close() {
    this.#closing = true;
    this.#socket.destroy();
  }

  #read(piece, length) {
    const bytes = this.#rest === null ? piece : Buffer.concat([this.#rest, piece.subarray(0, length)]);
    const end = this.#rest === null ? length : bytes.length;
    this.#rest = null;
    let at = Math.min(this.#skip, end);
    this.#skip -= at;
    while (at < end) at = this.#line(bytes, at, end);
    this.#outbox.flush();
  }

  /** Where the next line begins; what is not whole yet is kept. */
  #line(bytes, start, end) {
    const stop = bytes.indexOf(CR, start);
    if (stop === -1 || stop + 1 >= end) return this.#keep(bytes, start, end);
    if (bytes[start] === M) return this.#message({ bytes, start, stop, end });
    if (bytes[start] === PLUS) this.#ok();
    else if (bytes[start] === P) this.#outbox.add('PONG\r\n');
    else if (bytes[start] === MINUS) this.#options.meter.lost += 1;
    return stop + 2;
  }

  #message({ bytes, start, stop, end }) {
    const body = stop + 2;
    const after = body + sizeBefore(bytes, stop) + 2;
    if (this.#options.sampled) {
      if (after > end) return this.#keep(bytes, start, end);
      this.#options.meter.sawAfter(ageMs(bytes.latin1Slice(body, after - 2)));
    }
    this.#options.meter.deliveries += 1;
    this.#skip = Math.max(0, after - end);
    return after;
  }

  #keep(bytes, start, end) {
    this.#rest = Buffer.from(bytes.subarray(start, end));
    return end;
  }

  #ok() {
    if (this.#setup > 0) {
      this.#setup -= 1;
      if (this.#setup === 0) this.#ready.resolve();
      return;
    }
    this.#options.meter.acks += 1;
    this.#options.meter.acked.add(performance.now() - this.#sentAt.shift());
    this.onAck(this, null);
  }

  #closed() {
    if (this.#closing) return;
    this.#options.meter.lost += 1;
    this.#ready.reject(new Error('The server closed a connection.'));
  }
}

/** The number that ends right before `stop`. */
function sizeBefore(bytes, stop) {
  let size = 0;
  let unit = 1;
  for (let at = stop - 1; bytes[at] !== SPACE; at--) {
    size += (bytes[at] - ZERO) * unit;
    unit *= 10;
  }
  return size;
}
