import type { Page } from '@playwright/test';
import type { Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

const PATIENCE = { timeout: 15_000 };

async function signsIn(page: Page, name: string): Promise<void> {
  await page.getByRole('textbox').fill(name);
  await page.getByRole('textbox').press('Enter');
}

/** As from another device: no tab of this browser is told. */
async function endsSession(person: Person, url: string): Promise<void> {
  const [cookie] = await person.context.cookies();
  const answer = await fetch(`${url}/api/session`, { method: 'DELETE', headers: { cookie: `${cookie?.name}=${cookie?.value}`, origin: url } });
  expect(answer.status).toBe(204);
}

/** Takes this tab alone off the network, its other tabs stay; answers what brings it back. */
async function unplugs(page: Page): Promise<() => Promise<void>> {
  const devtools = await page.context().newCDPSession(page);
  const set = async (offline: boolean) => {
    await devtools.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  };
  await set(true);
  return () => set(false);
}

async function writesOffline(person: Person, ...texts: string[]): Promise<void> {
  await person.context.setOffline(true);
  await expect(person.connection).toHaveText(/offline|connecting/);
  for (const text of texts) await person.says(text);
  await expect(person.log.getByText('waiting for connection')).toHaveCount(texts.length);
}

function kept(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('watek');
        opening.onsuccess = () => {
          const count = opening.result.transaction('outbox').objectStore('outbox').count();
          count.onsuccess = () => {
            opening.result.close();
            resolve(count.result);
          };
        };
      }),
  );
}

test('a tab whose browser has become somebody else says so, and sends nothing as them', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const other = await ann.opensTab();
  await other.isIn('Kitchen');
  // It would send what is written here as Ann, and rightly so.
  await other.page.goto('about:blank');
  const plugsIn = await unplugs(ann.page);
  await ann.says('from Ann');
  await expect(ann.log.getByText('waiting for connection')).toHaveCount(1);
  await ann.context.clearCookies();
  await other.page.goto('/sign-in');
  await signsIn(other.page, 'Bob');

  await expect(ann.page.getByText('This browser is signed in as Bob now.')).toBeVisible(PATIENCE);
  const bea = await enters('Bea');
  await bea.opensRoom('Kitchen');
  await plugsIn();
  await ann.page.getByRole('button', { name: 'Go on as Bob' }).click();
  await expect(ann.page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();
  await expect(ann.page.getByText('was not sent')).toHaveCount(0);
  await bea.says('hello');
  await expect(bea.bodies).toHaveText(['hello']);
  await other.page.close();
});

test('a tab with nothing unsent becomes somebody else by itself', async ({ enters }) => {
  const ann = await enters('Ann');
  const other = await ann.opensTab();
  await expect(other.page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();
  await ann.context.clearCookies();
  await other.page.goto('/sign-in');
  await signsIn(other.page, 'Bob');

  await expect(ann.page.locator('wt-account-menu bdi')).toHaveText('Bob', PATIENCE);
});

test('signing in and out in one tab does so in all', async ({ enters }) => {
  const ann = await enters('Ann');
  const other = await ann.opensTab();
  await expect(other.page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();

  await ann.signsOut();
  await expect(other.page.getByRole('textbox', { name: 'Your name' })).toBeVisible();
  await signsIn(other.page, 'Ann');

  await expect(ann.page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();
});

test('what waited when a session ended is offered again to whoever wrote it', async ({ enters, server }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');
  await writesOffline(ann, 'one', 'two');
  await endsSession(ann, server.url);
  await ann.context.setOffline(false);
  await expect(ann.page.getByText('Your session has ended.')).toBeVisible(PATIENCE);

  await signsIn(ann.page, 'Eve');
  await ann.looksAt('Kitchen');
  await expect(ann.page.getByText('not sent before')).toHaveCount(0);
  await expect(bob.bodies).toHaveCount(0);
  await endsSession(ann, server.url);
  await expect(ann.page.getByText('Your session has ended.')).toBeVisible(PATIENCE);

  await signsIn(ann.page, 'Ann');
  await ann.looksAt('Kitchen');
  const offer = ann.page.getByRole('region', { name: '2 messages were not sent' });
  await expect(offer.getByRole('listitem')).toHaveCount(2);
  await offer.getByRole('listitem').filter({ hasText: 'one' }).getByRole('button', { name: 'Delete' }).click();
  await ann.page.getByRole('button', { name: 'Send', exact: true }).first().click();

  await bob.sees('two');
  await expect(bob.bodies).toHaveText(['two']);
  await expect.poll(() => kept(ann.page)).toBe(0);
});

test('a draft belongs to whoever wrote it', async ({ enters, server }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await ann.composer.fill('half a thought');
  await endsSession(ann, server.url);
  await expect(ann.page.getByText('Your session has ended.')).toBeVisible(PATIENCE);

  await signsIn(ann.page, 'Bob');
  await ann.joinButton.click();
  await ann.isIn('Kitchen');

  await expect(ann.composer).toHaveValue('');
});

test('whoever came for a room and has to sign in lands in it', async ({ enters, page }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');

  await page.goto(new URL(ann.page.url()).pathname);
  await expect(page).toHaveURL(/\/sign-in\?return=/);
  await signsIn(page, 'Bob');

  await expect(page.getByRole('heading', { level: 1, name: 'Kitchen' })).toBeVisible();
});

test('what an earlier version of the page has kept is still sent', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const roomId = await ann.page.evaluate(async () => ((await (await fetch('/api/rooms')).json()) as [{ id: string }])[0].id);
  const userId = await ann.page.evaluate(async () => ((await (await fetch('/api/session')).json()) as { user: { id: string } }).user.id);
  await ann.page.goto('/icon.svg');
  await ann.page.evaluate(
    (item) =>
      new Promise<void>((resolve) => {
        indexedDB.deleteDatabase('watek').onsuccess = () => {
          const opening = indexedDB.open('watek', 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore('outbox', { keyPath: ['userId', 'roomId', 'clientId'] });
          opening.onsuccess = () => {
            const writing = opening.result.transaction('outbox', 'readwrite');
            writing.objectStore('outbox').put(item);
            writing.oncomplete = () => {
              opening.result.close();
              resolve();
            };
          };
        };
      }),
    { userId, roomId, clientId: 'of-version-1', body: 'from version 1', at: Date.now(), state: 'waiting' },
  );

  await ann.page.goto('/rooms/kitchen');

  await ann.sees('from version 1');
  await expect(ann.log.getByText('stored')).toBeVisible();
});
