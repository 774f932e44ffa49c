import { join } from 'node:path';
import { says, start, stop } from './processes.mjs';

const READY = /^Wątek is ready at http:\/\/[^:]+:(\d+)$/m;
const NO_LIMITS = { RATE_MESSAGES_PER_SECOND: '0', RATE_SESSIONS_PER_MINUTE: '0', RATE_CONNECTIONS_PER_SECOND: '0', RATE_CONNECTIONS_PER_ADDRESS: '0', RATE_READS_PER_SECOND: '0', SOCKETS_PER_ADDRESS: '0', SOCKETS_PER_PERSON: '0' };

/** The default of 1 ms, for each of 66 threads, leaves the core no time for anything else. */
const SAMPLE_US = 5_000;

/** The built server on a data folder. `profile`: folder for the profiles that it leaves behind. */
export async function startWatek({ server, folder, core, env = {}, port = '0', profile = null }) {
  const profiling = profile === null ? [] : ['--cpu-prof', `--cpu-prof-interval=${SAMPLE_US}`, `--cpu-prof-dir=${profile}`];
  const started = performance.now();
  const child = start(process.execPath, [...profiling, server], {
    core,
    env: { ...NO_LIMITS, ROOM_BUFFER_BYTES: String(4 * 1024 * 1024), LOG_LEVEL: 'warn', ...env, HOST: '127.0.0.1', PORT: port, DATA_DIR: join(folder) },
  });
  const [, found] = await says(child, READY);
  const readyMs = performance.now() - started;
  return { kind: 'watek', port: Number(found), pid: child.pid, readyMs, child, stop: (signal) => stop(child, signal) };
}
