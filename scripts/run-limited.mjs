import { spawn } from 'node:child_process';
import { once } from 'node:events';

const WINDOWS = process.platform === 'win32';

/** Runs a command in its own process group; true when it ended well within the limit, with nothing of it left behind. */
export async function runLimited({ command, environment = {}, limitMs }) {
  const child = spawn(command, {
    shell: true,
    detached: !WINDOWS,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  const interrupt = (signal) => {
    endGroup(child, signal);
    process.exit(130);
  };
  ['SIGINT', 'SIGTERM'].forEach((signal) => process.once(signal, interrupt));
  const timer = setTimeout(() => {
    console.error(`\n${command}: still running after ${limitMs / 60_000} minutes, ended.`);
    endGroup(child, 'SIGKILL');
  }, limitMs);

  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  ['SIGINT', 'SIGTERM'].forEach((signal) => process.off(signal, interrupt));
  endGroup(child, 'SIGKILL');
  return code === 0;
}

function endGroup(child, signal) {
  try {
    if (WINDOWS) child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
