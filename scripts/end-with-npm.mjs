const LOOK_EVERY_MS = 500;

/**
 * `kill` of a running `npm start` ends npm and the shell between, but that shell passes no signal on.
 * The server would live on, holding the port; so it closes in good order when its parent is gone.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event !== 'start' || process.platform === 'win32') return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    process.kill(process.pid, 'SIGTERM');
  }, LOOK_EVERY_MS).unref();
}
