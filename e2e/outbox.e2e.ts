import { DatabaseSync } from 'node:sqlite';
import { NetworkProxy } from './kit/network-proxy.ts';
import type { Person } from './kit/person.ts';
import { expect, test as base } from './kit/test.ts';

const WRITTEN = ['one', 'two', 'three', 'four', 'five'];
const PATIENCE = { timeout: 15_000 };

interface Scene {
  /** Her connection can be cut. */
  ann: Person;
  /** Sees what arrives. */
  bob: Person;
}

const test = base.extend<Scene & { network: NetworkProxy }>({
  network: async ({ server }, use) => {
    const network = await NetworkProxy.to(server.url);
    await use(network);
    network.remove();
  },
  ann: async ({ enters, network }, use) => {
    const ann = await enters('Ann', { url: network.url });
    await ann.createsRoom('Kitchen');
    await use(ann);
  },
  bob: async ({ enters, ann }, use) => {
    const bob = await enters('Bob');
    await bob.opensRoom('Kitchen');
    await expect(ann.hereNow.getByText('Bob')).toBeVisible();
    await use(bob);
  },
});

test('what is written without a connection survives a reload and arrives once, in order', async ({ ann, bob, network }) => {
  network.cut();
  await expect(ann.connection).toHaveText('offline');
  for (const text of WRITTEN) await ann.says(text);
  await expect(ann.log.getByText('waiting for connection')).toHaveCount(WRITTEN.length);

  await ann.page.reload();
  await expect(ann.bodies).toHaveText(WRITTEN);
  await expect(ann.log.getByText('waiting for connection')).toHaveCount(WRITTEN.length);
  await expect(bob.bodies).toHaveCount(0);

  network.mend();
  await ann.reconnects();
  await expect(bob.bodies).toHaveText(WRITTEN, PATIENCE);
  await expect(ann.bodies).toHaveText(WRITTEN);
  await expect(ann.log.getByText('waiting')).toHaveCount(0);
  await ann.page.reload();
  await expect(ann.bodies).toHaveText(WRITTEN);
});

test('what is written while the server is dead arrives after a reload, once and in order', async ({ ann, bob, server }) => {
  await server.kill();
  await expect(ann.connection).toHaveText(/offline|connecting/);
  for (const text of WRITTEN) await ann.says(text);
  await server.restart();
  await ann.page.reload();
  await bob.reconnects();

  await expect(bob.bodies).toHaveText(WRITTEN, PATIENCE);
  await expect(ann.bodies).toHaveText(WRITTEN, PATIENCE);
});

test('two tabs with the same outbox end with one row for each message', async ({ ann, bob, network }) => {
  const other = await ann.opensTab();
  await other.isIn('Kitchen');

  network.cut();
  await expect(ann.connection).toHaveText('offline');
  await ann.says('from the first tab');
  await expect(ann.bodies).toHaveCount(1);
  await other.says('from the second tab');
  await expect(other.bodies).toHaveCount(1);
  await other.page.reload();
  await expect(other.bodies).toHaveText(['from the first tab', 'from the second tab']);
  network.mend();
  await Promise.all([ann.reconnects(), other.reconnects()]);

  for (const person of [ann, other, bob]) {
    await expect(person.bodies).toHaveCount(2, PATIENCE);
    await person.sees('from the first tab');
    await person.sees('from the second tab');
  }
  await expect(ann.log.getByText('waiting')).toHaveCount(0);
  await expect(other.log.getByText('waiting')).toHaveCount(0);
});

test('what a closed tab has left is sent by the one that is still open', async ({ ann, bob, network }) => {
  const other = await ann.opensTab();
  await other.isIn('Kitchen');

  network.cut();
  await expect(other.connection).toHaveText('offline');
  await other.says('left behind');
  await expect(other.log.getByText('waiting for connection')).toHaveCount(1);
  await other.page.close();
  network.mend();
  await ann.reconnects();

  await expect(bob.bodies).toHaveText(['left behind'], PATIENCE);
  await expect(ann.bodies).toHaveText(['left behind']);
});

test('a double click on Retry sends once', async ({ ann, bob, server }) => {
  const other = new DatabaseSync(server.databasePath);
  other.exec('BEGIN IMMEDIATE');
  await ann.says('said to a store that is locked');
  await expect(ann.log.getByText('The server could not store this.')).toBeVisible(PATIENCE);
  other.exec('ROLLBACK');
  other.close();

  await ann.log.getByRole('button', { name: 'Retry' }).dblclick();

  await expect(bob.bodies).toHaveText(['said to a store that is locked']);
  await ann.says('and after');
  await expect(bob.bodies).toHaveText(['said to a store that is locked', 'and after']);
  await expect(ann.bodies).toHaveText(['said to a store that is locked', 'and after']);
});

test('a room left in one tab is not joined again by another', async ({ ann, bob }) => {
  const other = await ann.opensTab();
  await other.isIn('Kitchen');

  await other.page.getByRole('button', { name: 'Leave room' }).click();
  await other.page.getByRole('button', { name: 'Leave room' }).click();

  await expect(ann.joinButton).toBeVisible();
  await expect(bob.hereNow.getByText('Ann')).toHaveCount(0);
  await ann.joinButton.click();
  await expect(bob.hereNow.getByText('Ann')).toBeVisible();
});

test('a browser that keeps nothing is used as well, and says so', async ({ enters, server }) => {
  const ann = await enters('Ann', { before: () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }) });
  await ann.createsRoom('Kitchen');
  await expect(ann.connection).toBeAttached();

  await server.kill();
  await expect(ann.connection).toHaveText(/offline|connecting/);
  await ann.says('only here');
  await expect(ann.page.getByText('What waits is lost when this page closes')).toBeVisible();
  await server.restart();
  await ann.reconnects();

  await expect(ann.log.getByText('stored')).toBeVisible(PATIENCE);
  await expect(ann.page.getByText('What waits is lost when this page closes')).toHaveCount(0);
});
