import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';

const running = new Set();
const folders = new Set();
/** A server that was profiled writes a file for each of its threads before it ends. */
const STOP_MS = 30_000;

/** Starts a program on a core of its own where that is wanted; it ends with this process, however that ends. */
export function start(command, args, { core = null, ipc = false, env = {} } = {}) {
  const pinned = core === null ? [command, args] : ['taskset', ['-c', String(core), command, ...args]];
  const child = spawn(...pinned, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? ['ipc'] : [])] });
  running.add(child);
  child.output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => keep(child, text));
  child.on('exit', () => running.delete(child));
  child.on('error', (error) => keep(child, error.message));
  return child;
}

const KEPT_OUTPUT = 64 * 1024;

function keep(child, text) {
  child.output = (child.output + text).slice(-KEPT_OUTPUT);
}

/** What the pattern finds in the program's output, as soon as it does. */
export async function says(child, pattern, limitMs = 30_000) {
  const deadline = performance.now() + limitMs;
  for (;;) {
    const found = pattern.exec(child.output);
    if (found !== null) return found;
    const reason = child.exitCode !== null || child.signalCode !== null ? 'ended' : performance.now() > deadline ? 'was silent' : null;
    if (reason !== null) throw new Error(`${child.spawnargs.join(' ')} ${reason}:\n${child.output}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

export async function stop(child, signal = 'SIGTERM') {
  if (!running.has(child)) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  clearTimeout(timer);
}

/** Removed at the latest when this process ends. */
export function temporary(folder) {
  folders.add(folder);
  return folder;
}

export function remove(folder) {
  rmSync(folder, { recursive: true, force: true });
  folders.delete(folder);
}

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));
