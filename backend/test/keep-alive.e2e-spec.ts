import { once } from 'node:events';
import { Agent, request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { ServerProcess } from './kit/server-process.ts';

/** The longest that proxies keep a connection to what is behind them: nginx and AWS 60 s, HAProxy and Envoy up to 75 s. */
const PROXY_KEEPS_SECONDS = 75;
const CLOSES_AT_ONCE_MS = 3_000;

describe('a connection that a proxy keeps', () => {
  let server: ServerProcess;
  let proxy: Agent;

  beforeEach(async () => {
    server = await ServerProcess.start();
    proxy = new Agent({ keepAlive: true, maxSockets: 1 });
  });
  afterEach(async () => {
    proxy.destroy();
    await server.remove();
  });

  /** What was answered, and over which connection. */
  async function ask(path: string): Promise<{ keepAlive: string; connection: Socket }> {
    const [response] = (await once(request(server.url + path, { agent: proxy }).end(), 'response')) as [IncomingMessage];
    const connection = response.socket;
    await once(response.resume(), 'end');
    return { keepAlive: String(response.headers['keep-alive']), connection };
  }

  it('is announced to stay open for longer than the proxy uses it', async () => {
    const { keepAlive } = await ask('/api/health/live');

    expect(Number(/^timeout=(\d+)$/u.exec(keepAlive)?.[1])).toBeGreaterThan(PROXY_KEEPS_SECONDS);
  });

  it('serves one request after the other', async () => {
    const [first, second] = [await ask('/api/health/live'), await ask('/api/health/ready')];

    expect(second.connection === first.connection).toBe(true);
  });

  it('does not hold up a server that is told to stop', async () => {
    const { connection } = await ask('/api/health/live');
    const closed = once(connection, 'close');

    const toldAt = performance.now();
    const code = await server.stop();
    await closed;

    expect(code).toBe(0);
    expect(performance.now() - toldAt).toBeLessThan(CLOSES_AT_ONCE_MS);
  });
});
