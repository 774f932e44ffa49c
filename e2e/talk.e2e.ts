import { expect, test } from './kit/test.ts';

test('two people talk in two rooms, see each other come and go, and find it all again', async ({ enters }) => {
  const ann = await enters('Ann');
  const bob = await enters('Bob');

  await ann.createsRoom('Kitchen');
  await bob.opensRoom('Kitchen');
  await expect(ann.hereNow.getByText('Bob')).toBeVisible();
  await expect(bob.hereNow.getByText('Ann')).toBeVisible();
  await expect(ann.log.getByText('Bob came in', { exact: true })).toBeVisible();

  await ann.says('Who takes the eggs?');
  await bob.sees('Who takes the eggs?');
  await bob.says('I do.');
  await ann.sees('I do.');

  await bob.createsRoom('Garden');
  await ann.opensRoom('Garden');
  await ann.says('The roses need water.');
  await bob.sees('The roses need water.');

  await ann.page.reload();
  await ann.isIn('Garden');
  await ann.sees('The roses need water.');
  await ann.opensRoom('Kitchen');
  await ann.sees('Who takes the eggs?');
  await ann.sees('I do.');

  await bob.opensRoom('Kitchen');
  await expect(ann.hereNow.getByText('Bob')).toBeVisible();
  await bob.leaves();
  await expect(ann.hereNow.getByText('Bob')).toHaveCount(0);
});

test('a server restart loses nothing, and both pages heal without a reload', async ({ enters, server }) => {
  const ann = await enters('Ann');
  const bob = await enters('Bob');
  await ann.createsRoom('Kitchen');
  await bob.opensRoom('Kitchen');
  await ann.says('before');
  await bob.sees('before');
  await ann.page.evaluate(() => ((globalThis as { mark?: string }).mark = 'not reloaded'));

  await server.kill();
  await ann.says('written while the server is away');
  await bob.says('and so is this');
  await server.restart();

  for (const person of [ann, bob]) {
    await person.sees('before');
    await person.sees('written while the server is away');
    await person.sees('and so is this');
  }
  await ann.says('after');
  await bob.sees('after');
  await expect(ann.log.getByText('stored').or(ann.log.getByLabel('stored')).last()).toBeAttached();
  expect(await ann.page.evaluate(() => (globalThis as { mark?: string }).mark)).toBe('not reloaded');
});

/** As behind a proxy that knows no upgrade. */
function failEveryWebSocket(): void {
  class Failing {
    onerror?: (event: Event) => void;

    constructor() {
      setTimeout(() => this.onerror?.(new Event('error')));
    }

    close(): void {
      // Was never open.
    }
  }
  Object.assign(globalThis, { WebSocket: Failing });
}

test('whoever may not open a WebSocket talks by long polling', async ({ enters }) => {
  const ann = await enters('Ann', { before: failEveryWebSocket });
  const bob = await enters('Bob');

  await ann.createsRoom('Kitchen');
  await bob.opensRoom('Kitchen');
  await ann.says('A proxy is in the way.');
  await bob.sees('A proxy is in the way.');
  await bob.says('I hear you.');
  await ann.sees('I hear you.');
});
