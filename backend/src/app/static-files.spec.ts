import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { call } from '../../test/kit/rest.ts';
import { cacheHeaders } from './cache-headers.ts';
import { serveStaticFiles } from './static-files.ts';

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const ANYTHING = '*/*';
const COMPRESSED = ['large-5BVxPcFH.js', 'gone-5BVxPcFH.js'];

@Module({})
class Nothing {}

describe('the files of the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'watek-page-'));
  let app: NestExpressApplication;
  let url: string;

  beforeAll(async () => {
    mkdirSync(join(folder, 'i18n'));
    for (const name of ['index.html', 'chunk-5BVxPcFH.js', 'main-DI62GIYZ.js', 'icon.svg', 'i18n/pl.json']) writeFileSync(join(folder, name), JSON.stringify(`this is ${name}`));
    for (const name of COMPRESSED) {
      writeFileSync(join(folder, name), name);
      writeFileSync(join(folder, `${name}.br`), brotliCompressSync(name));
      writeFileSync(join(folder, `${name}.gz`), gzipSync(name));
    }
    app = await NestFactory.create<NestExpressApplication>(Nothing, { logger: false });
    app.use(cacheHeaders);
    serveStaticFiles(app, folder);
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const ask = (path: string, accept: string, method = 'GET') => call(url + path, { method, headers: { accept } });

  it.each(['/chunk-AAAAAAAA.js', '/robots.txt', '/favicon.ico', '/.well-known/x', '/wp-login.php', '/rooms/lab/app.js', '/i18n/xx.json', '/assets/'])(
    'are not found where %s is none',
    async (path) => {
      const answers = await Promise.all([ask(path, ANYTHING), ask(path, ANYTHING, 'HEAD')]);

      for (const { status, headers } of answers) expect([status, headers.get('cache-control')]).toEqual([404, 'no-store']);
    },
  );

  it.each(['/', '/rooms/lab', '/rooms/łódź', '/rooms/lab/'])('are one page at %s, whatever is accepted', async (path) => {
    for (const accept of [BROWSER, ANYTHING]) {
      const { status, headers, text } = await ask(path, accept);

      expect([status, headers.get('cache-control'), text]).toEqual([200, 'no-cache', '"this is index.html"']);
    }
  });

  it.each(['/invite/abc', '/settings/account'])('are one page at %s for whoever navigates there', async (path) => {
    expect((await ask(path, BROWSER)).text).toBe('"this is index.html"');
    expect((await ask(path, 'application/json')).status).toBe(404);
  });

  it.each(['/', '/rooms/lab', '/index.html', '/icon.svg'])('answer HEAD %s as GET, without a body', async (path) => {
    const [get, head] = await Promise.all([ask(path, ANYTHING), ask(path, ANYTHING, 'HEAD')]);
    const told = ({ status, headers }: typeof get) => [status, ...['content-type', 'content-length', 'cache-control', 'etag', 'vary'].map((name) => headers.get(name))];

    expect(told(head)).toEqual(told(get));
    expect(head.text).toBe('');
  });

  it.each(['/api', '/API/rooms', '/metrics', '/socket.io/x'])('never stand for %s', async (path) => {
    expect((await ask(path, BROWSER)).status).toBe(404);
  });

  it.each([
    ['/chunk-5BVxPcFH.js', /immutable/u],
    ['/main-DI62GIYZ.js', /immutable/u],
    ['/icon.svg', /^no-cache$/u],
    ['/i18n/pl.json', /^no-cache$/u],
    ['/index.html', /^no-cache$/u],
  ])('say how long to keep %s', async (path, expected) => {
    expect((await ask(path, ANYTHING)).headers.get('cache-control')).toMatch(expected);
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ])('come to who accepts %s as %s', async (accepted, expected) => {
    const { headers, text } = await call(`${url}/large-5BVxPcFH.js`, { headers: { 'accept-encoding': accepted } });
    const told = ['content-encoding', 'content-type', 'vary', 'cache-control'].map((name) => headers.get(name)?.replace('UTF-8', 'utf-8') ?? null);

    expect(told).toEqual([expected, 'text/javascript; charset=utf-8', 'Accept-Encoding', 'public, max-age=31536000, immutable']);
    expect(text).toBe('large-5BVxPcFH.js');
  });

  it.each(['/api/%E0%A4%A', '/rooms/%E0%A4%A'])('leave %s to whoever says what is wrong with it', async (path) => {
    expect((await ask(path, BROWSER)).json).toMatchObject({ statusCode: expect.any(Number) as number });
  });

  it('say plainly that they are not there any more', async () => {
    for (const suffix of ['', '.br', '.gz']) rmSync(join(folder, `gone-5BVxPcFH.js${suffix}`));

    const { status, headers, text } = await ask('/gone-5BVxPcFH.js', ANYTHING);

    expect([status, headers.get('content-encoding'), headers.get('cache-control')]).toEqual([404, null, 'no-store']);
    expect(text).toContain('Cannot GET');
  });
});
