import { expect, test } from './kit/test.ts';
import { ChatClient } from '../backend/test/kit/chat-client.ts';
import { NO_RATES } from '../backend/test/kit/server-process.ts';

test.use({ environment: NO_RATES });

test('Back closes what lies over a room, and only then leaves it', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Attic');
  await ann.createsRoom('Barn');
  await ann.page.setViewportSize({ width: 390, height: 844 });

  await ann.page.getByRole('button', { name: /here$/ }).click();
  await expect(ann.page.getByRole('button', { name: 'Leave room' })).toBeInViewport();
  await ann.page.goBack();

  await expect(ann.page.getByRole('button', { name: 'Leave room' })).toHaveCount(0);
  await ann.isIn('Barn');
  await expect(ann.page).toHaveURL(/\/rooms\/barn$/);

  await ann.page.goBack();
  await ann.isIn('Attic');
  await ann.page.goForward();
  await ann.isIn('Barn');
});

test('a print holds all that is loaded, and nothing to click', async ({ enters, server }) => {
  const writer = await ChatClient.enter(server.url, 'Writer');
  const room = await writer.createRoom('Minutes');
  for (let count = 1; count <= 40; count += 1) await writer.say(room.id, `c${count}`, `item ${count} of the minutes`);
  const ann = await enters('Ann');
  await ann.opensRoom('Minutes');
  await ann.sees('item 40 of the minutes');

  await ann.page.emulateMedia({ media: 'print' });

  const { height, clipped } = await ann.log.evaluate((log) => ({ height: document.documentElement.scrollHeight, clipped: log.scrollHeight > log.clientHeight + 1 }));
  expect(clipped).toBe(false);
  expect(height).toBeGreaterThan(await ann.log.evaluate((log) => log.scrollHeight - 1));
  await expect(ann.message('item 1 of the minutes')).toBeVisible();
  await expect(ann.page.getByRole('button', { name: 'Leave room' })).toBeHidden();
  await expect(ann.composer).toBeHidden();
  writer.close();
});

test('what is said is read out once, and history that is loaded is not', async ({ enters, server }) => {
  const writer = await ChatClient.enter(server.url, 'Writer');
  const room = await writer.createRoom('Hall');
  for (let count = 1; count <= 300; count += 1) await writer.say(room.id, `c${count}`, `line ${count}`);
  const ann = await enters('Ann');
  await ann.opensRoom('Hall');
  await ann.sees('line 300');
  const aloud = ann.page.locator('wt-message-announcer [aria-live=polite]');
  await expect(aloud).toHaveText('');
  await expect(ann.log).toHaveAttribute('aria-live', 'off');

  const loaded = await ann.bodies.count();
  await ann.log.evaluate((log) => log.scrollBy(0, -1_000_000));
  await expect.poll(() => ann.bodies.count()).toBeGreaterThan(loaded);
  await writer.say(room.id, 'late', 'something new');

  await expect(aloud).toHaveText('\u2068Writer\u2069: something new');
  for (let count = 1; count <= 5; count += 1) void writer.say(room.id, `m${count}`, `many ${count}`);
  await expect(aloud).toHaveText('5 new messages');
  writer.close();
});

test('text that is being marked stands still while others write', async ({ enters, server }) => {
  const writer = await ChatClient.enter(server.url, 'Writer');
  const room = await writer.createRoom('Hall');
  for (let count = 1; count <= 40; count += 1) await writer.say(room.id, `c${count}`, `line ${count}`);
  const ann = await enters('Ann');
  await ann.opensRoom('Hall');
  await ann.sees('line 40');
  const topOf = (text: string) => ann.message(text).evaluate((row) => Math.round(row.getBoundingClientRect().top));

  await ann.message('line 39').selectText();
  const before = await topOf('line 39');
  for (let count = 1; count <= 5; count += 1) await writer.say(room.id, `m${count}`, `meanwhile ${count}`);
  await expect(ann.page.getByRole('button', { name: '5 new messages' })).toBeVisible();

  expect(await topOf('line 39')).toBe(before);
  expect(await ann.page.evaluate(() => getSelection()?.toString())).toContain('line 39');
  writer.close();
});
