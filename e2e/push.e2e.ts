import type { PushDevice, PushPayload } from '../backend/src/contract/push.ts';
import { ChatClient } from '../backend/test/kit/chat-client.ts';
import { PushService } from '../backend/test/kit/push-service.ts';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { withNotifications } from './kit/notified.ts';
import type { Person } from './kit/person.ts';
import { expect, test as base } from './kit/test.ts';

const test = base.extend<{ service: PushService }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of what is asked for.
  service: async ({}, use) => {
    const service = await PushService.start();
    await use(service);
    await service.stop();
  },
  environment: async ({ service }, use) => {
    await use({ ...NO_RATES, PUSH_AFTER_SECONDS: '1', PUSH_PRIVATE_NETWORKS: 'on', NODE_EXTRA_CA_CERTS: service.certificate });
  },
});

/** A browser without a head has no push service: this stands for the subscription with one, and nothing else is put in its place. */
function withSubscription({ endpoint, keys }: PushDevice): void {
  let subscription: object | null = null;
  const subscribed = (applicationServerKey: Uint8Array) => ({
    endpoint,
    options: { applicationServerKey: applicationServerKey.buffer },
    toJSON: () => ({ endpoint, keys }),
    unsubscribe: () => {
      subscription = null;
      return Promise.resolve(true);
    },
  });
  Object.assign(PushManager.prototype, {
    getSubscription: () => Promise.resolve(subscription),
    subscribe: ({ applicationServerKey }: { applicationServerKey: Uint8Array }) => Promise.resolve((subscription = subscribed(applicationServerKey))),
  });
}

interface Shown {
  title: string;
  body: string;
  tag: string;
  data: unknown;
}

/** The worker's own code gets the payload as from the browser; what it shows is kept where nothing can be shown. */
async function arrives(person: Person, payload: PushPayload): Promise<Shown[]> {
  const [worker] = person.context.serviceWorkers();
  return worker!.evaluate(async (json) => {
    const scope = globalThis as unknown as { shown?: (Shown & { close: () => void })[]; registration: object };
    scope.shown ??= [];
    const shown = scope.shown;
    Object.assign(scope.registration, {
      showNotification: (title: string, { body, tag, data }: { body: string; tag: string; data: unknown }) => {
        const kept = { title, body, tag, data, close: () => void shown.splice(shown.indexOf(kept), 1) };
        shown.splice(0, shown.length, ...shown.filter((one) => one.tag !== tag), kept);
        return Promise.resolve();
      },
      getNotifications: ({ tag }: { tag: string }) => Promise.resolve(shown.filter((one) => one.tag === tag)),
    });
    const waits: Promise<unknown>[] = [];
    dispatchEvent(Object.assign(new Event('push'), { data: { json: () => json as unknown }, waitUntil: (work: Promise<unknown>) => waits.push(work) }));
    await Promise.all(waits);
    return shown.map(({ title, body, tag, data }) => ({ title, body, tag, data }));
  }, payload);
}

async function opensSettings(person: Person): Promise<void> {
  await person.page.goto('/settings');
  await person.page.evaluate(() => navigator.serviceWorker.ready);
}

const pushSwitch = (person: Person) => person.page.getByRole('switch', { name: 'Also tell this device while no page of Wątek is open' });

async function listens(person: Person, device: PushDevice): Promise<void> {
  await person.context.addInitScript(withSubscription, device);
  await opensSettings(person);
  await pushSwitch(person).click();
  await expect(pushSwitch(person)).toBeChecked();
  await expect(person.page.getByRole('button', { name: 'Send me a test' })).toHaveAttribute('aria-disabled', 'false');
}

test('a device is told what nobody read, shows it once, and takes it back when it was read elsewhere', async ({ enters, anotherDevice, server, service }) => {
  const bo = await ChatClient.enter(server.url, 'Bo');
  const room = await bo.createRoom('Kitchen');
  const ann = await enters('Ann', { before: withNotifications, keepsPage: true });
  await ann.opensRoom('Kitchen');
  const phone = service.subscribe();
  await listens(ann, phone);

  await bo.say(room.id, 'c1', 'soup is ready');
  const [told] = await service.hasSent(phone, 1);

  expect(told).toMatchObject({ title: 'Kitchen', body: '\u2068Bo\u2069: soup is ready', path: '/rooms/kitchen/1' });
  await ann.page.goto('about:blank');
  const shown = await arrives(ann, told!);
  expect(shown).toEqual([{ title: 'Kitchen', body: '\u2068Bo\u2069: soup is ready', tag: `watek.room.${room.id}`, data: { path: '/rooms/kitchen/1', ordinal: 1 } }]);
  expect(await arrives(ann, { ...(told as Extract<PushPayload, { type: 'message' }>), body: 'the same again' })).toEqual(shown);

  const laptop = await anotherDevice(ann);
  await laptop.opensRoom('Kitchen');
  await laptop.sees('soup is ready');
  const read = (await service.hasSent(phone, 2)).at(-1);
  expect(read).toEqual({ type: 'read', roomId: room.id, ordinal: 1 });
  expect(await arrives(ann, read!)).toEqual([]);
  bo.close();
});

test('a test says what became of it, and what is wrong where nothing comes', async ({ enters, service }) => {
  const ann = await enters('Ann', { before: withNotifications, keepsPage: true });
  const phone = service.subscribe();
  await listens(ann, phone);
  const tells = async (words: RegExp) => {
    await ann.page.getByRole('button', { name: 'Send me a test' }).click();
    await expect(ann.page.getByRole('status').filter({ hasText: words })).toBeVisible();
  };

  await tells(/It is on its way/);
  service.answers.set(phone.endpoint, 403);
  await tells(/refuses this server/);
  service.answers.set(phone.endpoint, 503);
  await tells(/does not reach the push service/);
  service.answers.set(phone.endpoint, 410);
  await tells(/given its subscription up/);

  expect(service.to(phone)).toMatchObject([{ type: 'test' }]);
});

test('what a device shows, in which language and when, is as it was chosen there', async ({ enters, server, service }) => {
  const bo = await ChatClient.enter(server.url, 'Bo');
  const room = await bo.createRoom('Kitchen');
  const ann = await enters('Ann', { before: withNotifications, keepsPage: true });
  await ann.opensRoom('Kitchen');
  const phone = service.subscribe();
  await listens(ann, phone);

  await ann.page.getByRole('button', { name: 'Only in which room' }).click();
  await expect(ann.page.getByText('Notifications show only the room.')).toBeVisible();
  await expect(ann.page.getByRole('button', { name: 'Only in which room' })).toHaveAttribute('aria-pressed', 'true');
  await bo.say(room.id, 'c1', 'a secret');
  expect(await service.hasSent(phone, 1)).toMatchObject([{ title: 'Kitchen', body: 'New message' }]);

  await pushSwitch(ann).click();
  await expect(pushSwitch(ann)).not.toBeChecked();
  await expect(ann.page.getByRole('button', { name: 'Send me a test' })).toHaveCount(0);
  bo.close();
});

test('whoever leaves takes their devices along', async ({ enters, server, service }) => {
  const bo = await ChatClient.enter(server.url, 'Bo');
  const room = await bo.createRoom('Kitchen');
  const ann = await enters('Ann', { before: withNotifications, keepsPage: true });
  await ann.opensRoom('Kitchen');
  const [phone, other] = [service.subscribe(), service.subscribe()];
  await listens(ann, phone);
  const cy = await ChatClient.enter(server.url, 'Cy');
  await cy.joins(room.id);
  await fetch(`${server.url}/api/push/devices`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${cy.session.token}` }, body: JSON.stringify(other) });

  await ann.signsOut();
  await bo.say(room.id, 'c1', 'is anybody here?');
  await service.hasSent(other, 1);

  expect(service.to(phone)).toEqual([]);
  for (const client of [bo, cy]) client.close();
});
