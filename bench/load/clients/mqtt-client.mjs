/**
 * An MQTT 3.1.1 client on a bare TCP connection: publishes with QoS 1, whose PUBACK is the ack, subscribes with QoS 0.
 * http://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html
 */
import { ageMs, bodyOf, nextStamp } from '../stamp.mjs';
import { connectTcp } from '../tcp.mjs';
import { Outbox } from './outbox.mjs';

const [CONNACK, PUBLISH, PUBACK, SUBACK] = [2, 3, 4, 9];
const CONNECT_HEAD = '\0\x04MQTT\x04\x02\0\0';
const MOST_PACKET_IDS = 65_535;

export class MqttClient {
  onAck = () => undefined;
  #options;
  #socket;
  #outbox;
  #rest = null;
  #packetId = 0;
  #sentAt = new Map();
  #ready = Promise.withResolvers();
  #closing = false;

  constructor(options) {
    this.#options = options;
    this.#socket = connectTcp({ port: options.port, onPiece: (bytes, length) => this.#read(bytes, length), onClose: () => this.#closed() });
    this.#outbox = new Outbox(this.#socket);
    this.#outbox.add(packet(0x10, CONNECT_HEAD + text(`bench${options.user}`)));
    this.#outbox.flush();
  }

  get ready() {
    return this.#ready.promise;
  }

  say(roomId = this.#options.roomIds[0]) {
    this.#packetId = (this.#packetId % MOST_PACKET_IDS) + 1;
    this.#sentAt.set(this.#packetId, performance.now());
    this.#outbox.add(packet(0x32, text(roomId) + uint16(this.#packetId) + bodyOf(nextStamp())));
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
    let at = 0;
    while (at < end) at = this.#packet(bytes, at, end);
    this.#outbox.flush();
  }

  #packet(bytes, start, end) {
    const { body, after } = extentOf(bytes, start, end);
    if (after > end) {
      this.#rest = Buffer.from(bytes.subarray(start, end));
      return end;
    }
    const type = bytes[start] >> 4;
    if (type === PUBLISH) this.#published(bytes, body, after);
    else if (type === PUBACK) this.#acked(bytes.readUInt16BE(body));
    else if (type === CONNACK) this.#outbox.add(packet(0x82, uint16(1) + text(this.#options.roomIds[0]) + '\0'));
    else if (type === SUBACK) this.#ready.resolve();
    return after;
  }

  #published(bytes, body, after) {
    this.#options.meter.deliveries += 1;
    if (!this.#options.sampled) return;
    this.#options.meter.sawAfter(ageMs(bytes.latin1Slice(body + 2 + bytes.readUInt16BE(body), after)));
  }

  #acked(id) {
    this.#options.meter.acks += 1;
    this.#options.meter.acked.add(performance.now() - this.#sentAt.get(id));
    this.#sentAt.delete(id);
    this.onAck(this, null);
  }

  #closed() {
    if (this.#closing) return;
    this.#options.meter.lost += 1;
    this.#ready.reject(new Error('The server closed a connection.'));
  }
}

const uint16 = (value) => String.fromCharCode(value >> 8, value & 0xff);
const text = (value) => uint16(value.length) + value;

/** Packets of this benchmark are shorter than 16,384 bytes: one or two bytes of length. */
function packet(type, body) {
  const { length } = body;
  const size = length < 128 ? String.fromCharCode(length) : String.fromCharCode((length & 0x7f) | 0x80, length >> 7);
  return String.fromCharCode(type) + size + body;
}

function extentOf(bytes, start, end) {
  let at = start + 1;
  let length = 0;
  for (let shift = 0; at < end; shift += 7) {
    length |= (bytes[at] & 0x7f) << shift;
    if (bytes[at++] < 0x80) return { body: at, after: at + length };
  }
  return { body: end, after: Infinity };
}
