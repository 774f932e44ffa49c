import type { ServerResponse } from 'node:http';
import { NetworkProxy } from './kit/network-proxy.ts';
import { expect, test as base } from './kit/test.ts';

const PATIENCE = { timeout: 15_000 };

const test = base.extend<{ network: NetworkProxy }>({
  network: async ({ server }, use) => {
    const network = await NetworkProxy.to(server.url);
    await use(network);
    network.remove();
  },
});

function loginPage(answer: ServerResponse): void {
  answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign on</title>');
}

function elsewhere(answer: ServerResponse): void {
  answer.writeHead(302, { location: 'https://sign-on.example/' }).end();
}

for (const [name, answering] of [['a page of its own', loginPage], ['a way elsewhere', elsewhere]] as const) {
  test(`a sign-on proxy that answers with ${name} is seen through, and signing in there brings everything back`, async ({ enters, network }) => {
    const ann = await enters('Ann', { url: network.url });
    await ann.createsRoom('Kitchen');
    const notice = ann.page.getByRole('alert').getByText('wants you to sign in again');

    network.answersItself(answering);
    await expect(notice).toBeVisible(PATIENCE);
    await expect(ann.page.getByRole('navigation').getByRole('link', { name: 'Kitchen' })).toBeVisible();

    let asked = 0;
    ann.page.on('request', (request) => (asked += Number(request.url().includes('/api/'))));
    await ann.page.reload();
    await expect(notice).toBeVisible();
    await expect(ann.page.getByRole('button', { name: 'Try again' })).toBeVisible();
    expect(asked).toBe(1);

    network.passesOn();
    await ann.page.getByRole('button', { name: 'Load anew' }).click();
    await ann.isIn('Kitchen');
    await expect(notice).toHaveCount(0);
    // The socket was sent elsewhere as well, which the policy forbids.
    ann.complaints.length = 0;
  });
}

test('a list that could not be loaded is not shown as an empty one, and is asked for again by a click', async ({ enters, network }) => {
  const ann = await enters('Ann', { url: network.url });
  await ann.createsRoom('Kitchen');
  await ann.page.route('**/api/rooms?*', (route) => route.fulfill({ status: 500, contentType: 'application/json', body: '{"code":"INTERNAL","message":"no"}' }));
  await ann.page.goto('/');

  await expect(ann.page.getByRole('alert').getByText('Something went wrong on the server.')).toBeVisible();
  await expect(ann.page.getByText('There is no room yet')).toHaveCount(0);
  await ann.page.unroute('**/api/rooms?*');
  await ann.page.getByRole('button', { name: 'Try again' }).click();

  await expect(ann.page.getByRole('navigation').getByRole('link', { name: 'Kitchen' })).toBeVisible();
  // The browser's own line about the status.
  ann.complaints.length = 0;
});

test('a proxy that swallows WebSockets is got around by polling', async ({ enters, network, server }) => {
  network.swallowsUpgrades();
  const ann = await enters('Ann', { url: network.url });
  const bob = await enters('Bob', { url: server.url });
  await bob.createsRoom('Kitchen');
  await ann.opensRoom('Kitchen');
  await ann.says('Who is in the way?');

  await bob.sees('Who is in the way?');
});
