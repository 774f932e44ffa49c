import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, release, totalmem } from 'node:os';
import { findBroker, versionOf } from '../servers/baselines.mjs';

const SOCKET_IO = new URL('../../node_modules/socket.io/package.json', import.meta.url);

/** What the figures were measured on and with. */
export function machine({ serverCore, loadCore }) {
  return {
    cpu: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: release(),
    node: process.versions.node,
    sqlite: process.versions.sqlite,
    socketIo: JSON.parse(readFileSync(SOCKET_IO, 'utf8')).version,
    brokers: Object.fromEntries(['nats', 'mosquitto'].filter((kind) => findBroker(kind)).map((kind) => [kind, versionOf(kind)])),
    pinning: serverCore === null ? 'none' : `server on core ${serverCore}, load on core ${loadCore}`,
  };
}
