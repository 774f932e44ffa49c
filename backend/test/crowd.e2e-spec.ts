import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { countTo } from './kit/numbers.ts';
import { NO_RATES, ServerProcess } from './kit/server-process.ts';

const SYSTEM_BOUND = '/proc/sys/net/core/somaxconn';
/** More than Node's own backlog, and what the system itself allows, less a few. */
const CROWD = existsSync(SYSTEM_BOUND) ? Math.min(1_000, Number(readFileSync(SYSTEM_BOUND, 'utf8')) - 8) : 100;

describe('a crowd that comes back at once', () => {
  let server: ServerProcess;
  let sockets: Socket[] = [];

  beforeAll(async () => {
    server = await ServerProcess.start(NO_RATES);
  });
  afterAll(async () => {
    sockets.forEach((socket) => socket.destroy());
    await server.remove();
  });

  it('is kept waiting and not turned away while the server is busy', async () => {
    const port = Number(new URL(server.url).port);
    process.kill(server.pid, 'SIGSTOP');

    sockets = countTo(CROWD).map(() => connect({ port, host: '127.0.0.1' }));
    await Promise.all(sockets.map((socket) => once(socket, 'connect')));
    process.kill(server.pid, 'SIGCONT');
    const answer = await fetch(`${server.url}/api/health/live`);

    expect(answer.status).toBe(200);
  });
});
