import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { says, start, stop } from './processes.mjs';

const NODE_PROGRAMS = { plain: 'plain.mjs', rooms: 'rooms.mjs' };
const BROKERS = {
  nats: { command: 'nats-server', args: (port) => ['-a', '127.0.0.1', '-p', String(port)] },
  mosquitto: { command: 'mosquitto', args: (port, folder) => ['-c', mosquittoConfig(port, folder)] },
};
const START_WITHIN_MS = 10_000;
/** Debian keeps daemons where not every user looks. */
const FOLDERS = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

export async function startBaseline(kind, { folder, core }) {
  return kind in BROKERS ? startBroker(kind, { folder, core }) : startNode(kind, core);
}

/** Where a broker's program is; undefined: it is not installed. */
export function findBroker(kind) {
  return FOLDERS.map((folder) => join(folder, BROKERS[kind].command)).find((path) => existsSync(path));
}

export function versionOf(kind) {
  const { stdout, stderr } = spawnSync(findBroker(kind), [kind === 'nats' ? '--version' : '-h'], { encoding: 'utf8' });
  return /\d+\.\d+\.\d+/.exec(stdout + stderr)?.[0] ?? 'unknown';
}

async function startNode(kind, core) {
  const child = start(process.execPath, [join(import.meta.dirname, '../baselines', NODE_PROGRAMS[kind])], { core, ipc: true });
  const [, port] = await says(child, /^ready (\d+)$/m);
  return { kind, port: Number(port), pid: child.pid, child, stop: () => stop(child, 'SIGKILL') };
}

async function startBroker(kind, { folder, core }) {
  const port = await freePort();
  const { args } = BROKERS[kind];
  const child = start(findBroker(kind), args(port, folder), { core });
  await listening(child, port);
  return { kind, port, pid: child.pid, child, stop: () => stop(child, 'SIGKILL') };
}

function mosquittoConfig(port, folder) {
  const path = join(folder, 'mosquitto.conf');
  writeFileSync(path, `listener ${port} 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\nlog_type error\n`);
  return path;
}

async function listening(child, port) {
  const deadline = performance.now() + START_WITHIN_MS;
  while (!(await accepts(port))) {
    if (performance.now() > deadline || child.exitCode !== null) throw new Error(`${child.spawnargs.join(' ')} does not listen:\n${child.output}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function accepts(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
