import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

const SCRIPT = resolve(import.meta.dirname, '../../scripts/healthcheck.mjs');

async function serverAnswering(status: number, host = '127.0.0.1') {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    response.writeHead(status).end('{}');
  });
  await once(server.listen(0, host), 'listening');
  const { port } = server.address() as AddressInfo;
  return { port, paths, [Symbol.asyncDispose]: async () => void (await once(server.close(), 'close')) };
}

async function healthcheck(port: number, host = '') {
  const child = spawn(process.execPath, [SCRIPT], { env: { ...process.env, PORT: String(port), HOST: host }, stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

describe('the health check of the image', () => {
  it('ends with 0 when the server is alive, ready or not', async () => {
    await using server = await serverAnswering(200);

    const code = await healthcheck(server.port);

    expect(code).toBe(0);
    expect(server.paths).toEqual(['/api/health/live']);
  });

  it.each([
    ['127.0.0.1', '0.0.0.0'],
    ['127.0.0.1', '0.0.0.0\r'],
    ['127.0.0.2', '127.0.0.2'],
    ['::1', '::1'],
    ['::1', '[::1]'],
    ['::', '::'],
  ])('finds a server that listens at %s by HOST=%j', async (host, variable) => {
    await using server = await serverAnswering(200, host);

    expect(await healthcheck(server.port, variable)).toBe(0);
  });

  it('ends with 1 when the server answers anything else', async () => {
    await using server = await serverAnswering(503);

    expect(await healthcheck(server.port)).toBe(1);
  });

  it('ends with 1 when nobody listens', async () => {
    const { port, ...server } = await serverAnswering(200);
    await server[Symbol.asyncDispose]();

    expect(await healthcheck(port)).toBe(1);
  });
});
