import type { Page } from '@playwright/test';
import { UpdateProxy } from './kit/update-proxy.ts';
import { expect, test } from './kit/test.ts';

const KEEPING = { keepsPage: true };

/** Until the browser has all of the page. */
async function isKept(page: Page): Promise<void> {
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state)).toBe('activated');
}

/** What the browser keeps of people and of their rooms, as text. */
function cached(page: Page, stores = ['people', 'rooms']): Promise<string> {
  return page.evaluate(async (names) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const asked = indexedDB.open('watek-cache');
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(new Error('no database'));
    });
    const all = names.map(
      (name) =>
        new Promise<unknown[]>((resolve) => {
          const asked = database.transaction(name).objectStore(name).getAll();
          asked.onsuccess = () => resolve(asked.result as unknown[]);
        }),
    );
    const rows = await Promise.all(all);
    database.close();
    return JSON.stringify(rows);
  }, stores);
}

/** A message, and not only what was begun of it. */
async function isKeptAsSaid(page: Page, text: string): Promise<void> {
  await expect.poll(() => cached(page, ['rooms']), { timeout: 15_000 }).toContain(text);
}

test('a page without a server shows what it knew, takes what is written, and sends it later', async ({ enters, server }) => {
  const ann = await enters('Ann', KEEPING);
  await ann.createsRoom('Kitchen');
  await ann.says('soup at noon');
  await ann.sees('soup at noon');
  await isKept(ann.page);
  await isKeptAsSaid(ann.page, 'soup at noon');
  const { port } = new URL(server.url);
  await server.stop();

  await ann.page.reload();
  await ann.isIn('Kitchen');
  await ann.sees('soup at noon');
  await expect(ann.link('Kitchen')).toBeVisible();
  await ann.says('from the tunnel');
  await expect(ann.log.getByText('waiting for connection')).toBeVisible();
  await ann.page.reload();
  await expect(ann.log.getByText('waiting for connection')).toBeVisible();

  await server.launch(port);
  await ann.reconnects();
  await expect(ann.log.getByText('waiting for connection')).toHaveCount(0);
  await ann.sees('from the tunnel');
  ann.complaints.length = 0;
});

test('a room that was looked at before opens without a server by its link as well', async ({ enters, server }) => {
  const ann = await enters('Ann', KEEPING);
  await ann.createsRoom('Kitchen');
  await ann.says('in the kitchen');
  await ann.sees('in the kitchen');
  await ann.createsRoom('Garden');
  await isKept(ann.page);
  await isKeptAsSaid(ann.page, 'in the kitchen');
  await expect.poll(() => cached(ann.page, ['people']), { timeout: 15_000 }).toContain('Garden');
  await server.stop();

  await ann.page.goto('/');
  await ann.link('Kitchen').click();

  await ann.looksAt('Kitchen');
  await ann.sees('in the kitchen');
  ann.complaints.length = 0;
});

test('signing out leaves nothing of the rooms in the browser', async ({ enters }) => {
  const ann = await enters('Ann', KEEPING);
  await ann.createsRoom('Kitchen');
  await ann.says('a secret recipe');
  await ann.sees('a secret recipe');
  await isKeptAsSaid(ann.page, 'a secret recipe');

  await ann.signsOut();
  await expect(ann.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();

  await expect.poll(() => cached(ann.page)).toBe('[[],[]]');
  expect(await ann.page.evaluate(() => localStorage.getItem('watek.user'))).toBeNull();
});

test('a new version of the page waits until the reader wants it', async ({ enters, server }) => {
  const proxy = await UpdateProxy.before(server.url);
  const ann = await enters('Ann', { ...KEEPING, url: proxy.url });
  await ann.createsRoom('Kitchen');
  await isKept(ann.page);
  await ann.page.reload();
  await ann.isIn('Kitchen');
  await expect.poll(() => ann.page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  const notice = ann.page.getByRole('alert').getByText('There is a new version of this page.');

  proxy.update();
  // The page asks for a new one whenever it is connected anew, at the latest.
  await ann.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  await expect(notice).toBeVisible({ timeout: 15_000 });
  await ann.composer.fill('half a sen');
  await ann.page.getByRole('button', { name: 'Load anew' }).click();

  await expect(notice).toHaveCount(0, { timeout: 15_000 });
  await ann.isIn('Kitchen');
  await expect(ann.composer).toHaveValue('half a sen');
  proxy.close();
  ann.complaints.length = 0;
});
