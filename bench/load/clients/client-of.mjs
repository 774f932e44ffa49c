import { plain } from '../dialects/plain.mjs';
import { rooms } from '../dialects/rooms.mjs';
import { watek } from '../dialects/watek.mjs';
import { MqttClient } from './mqtt-client.mjs';
import { NatsClient } from './nats-client.mjs';
import { SocketIoClient } from './socket-io-client.mjs';

const DIALECTS = { watek, plain, rooms };

/** A client of a kind of server: Socket.IO in one of its dialects, NATS or MQTT. All have ready, say, flush, close, onAck. */
export function clientOf(kind, options) {
  if (kind === 'nats') return new NatsClient(options);
  if (kind === 'mosquitto') return new MqttClient(options);
  return new SocketIoClient({ ...options, dialect: DIALECTS[kind] });
}
