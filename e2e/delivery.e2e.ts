import { expect, test } from './kit/test.ts';

const HASHED = /-[\w-]{8}\.(?:js|css)$/;

test('a room and all that it needs is asked for at once, compressed, and kept for ever', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const responses: Record<string, string>[] = [];
  ann.page.on('response', (response) => {
    if (HASHED.test(response.url())) responses.push({ name: new URL(response.url()).pathname.slice(1), size: response.headers()['content-length'] ?? '', ...response.headers() });
  });
  await ann.page.reload();
  await ann.isIn('Kitchen');
  const named = await ann.page.evaluate(() => [...document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]')].map(({ href }) => new URL(href).pathname.slice(1)));
  const html = await (await ann.page.request.get('/')).text();
  const forRooms = /data-room-modules="([^"]+)"/.exec(html)?.[1]?.split(' ') ?? [];

  expect(named).toEqual(expect.arrayContaining(forRooms));
  // A room needs the shell and the conversation at least, which are too large for one packet.
  expect(responses.filter((response) => forRooms.includes(response['name'] ?? '') && response['content-encoding'] === 'br').length).toBeGreaterThanOrEqual(2);
  expect(responses.filter((response) => !response['cache-control']?.includes('immutable'))).toEqual([]);
});

test('at the door nothing is asked for that only a room needs', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('textbox')).toBeVisible();
  const roomModules = await page.locator('script[data-room-modules]').getAttribute('data-room-modules');
  const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname.slice(1)));

  const needless = roomModules?.split(' ').filter((name) => loaded.includes(name)) ?? [];
  // The door shares some small ones with the room.
  expect(needless.length).toBeLessThan((roomModules?.split(' ').length ?? 0) / 2);
});
