import type { Room } from '../backend/src/contract/room.ts';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { ChatClient } from './kit/guests.ts';
import { allows, clickOn, comeBack, shownIn, turnAway, withNotifications } from './kit/notified.ts';
import type { Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

test.use({ environment: NO_RATES });

/** Longer than a room that rings waits to ring again, and than anything takes to come. */
const RINGS_APART_MS = 3_500;

interface Talk {
  host: ChatClient;
  say: (room: Room, text: string) => Promise<unknown>;
}

async function hostOf(url: string): Promise<Talk> {
  const host = await ChatClient.enter(url, 'Marek');
  return { host, say: (room, text) => host.say(room.id, crypto.randomUUID(), text) };
}

async function titleIs(person: Person, title: string): Promise<void> {
  await expect(person.page).toHaveTitle(title);
}

const icon = (person: Person) => person.page.evaluate(() => document.querySelector('link[rel="icon"]')?.getAttribute('href'));
const choice = (person: Person, name: RegExp) => person.page.getByRole('group', { name: 'Notifications of this room' }).getByRole('radio', { name });
const bell = (person: Person) => person.page.getByRole('banner').or(person.page.locator('main header')).getByRole('button', { name: /^Notifications/ });

test('nobody is asked before they have said something, and those who say no are not asked again', async ({ enters, server }) => {
  const { host } = await hostOf(server.url);
  await host.createRoom('Kitchen');
  const ann = await enters('Ann', { before: withNotifications });
  await ann.opensRoom('Kitchen');
  const line = ann.page.getByRole('region', { name: 'Notifications' });
  await expect(line).toHaveCount(0);

  await ann.says('hello');
  await expect(line).toBeVisible();
  await line.getByRole('button', { name: 'No' }).click();
  await expect(line).toHaveCount(0);
  await ann.page.reload();
  await ann.isIn('Kitchen');
  await ann.says('again');
  await ann.sees('again');

  await expect(line).toHaveCount(0);
  expect(await ann.page.evaluate(() => Notification.permission)).toBe('default');
  host.close();
});

test('two hidden tabs show one notification, and a click on it opens the room at the message', async ({ enters, server }) => {
  const { host, say } = await hostOf(server.url);
  const [kitchen, garden] = [await host.createRoom('Kitchen'), await host.createRoom('Garden')];
  const ann = await enters('Ann', { before: withNotifications });
  await ann.opensRoom('Garden');
  await ann.opensRoom('Kitchen');
  await allows(ann);
  const tab = await ann.opensTab();
  await tab.isIn('Kitchen');

  await turnAway(ann, tab);
  await say(garden, 'The roses need water.');

  await expect.poll(() => shownIn(ann, tab)).toEqual([{ title: 'Garden', body: '\u2068Marek\u2069: The roses need water.', tag: `watek.room.${garden.id}`, closed: false }]);
  await expect.poll(() => tab.page.title()).toContain('(1)');
  const teller = (await shownIn(ann)).length === 1 ? ann : tab;
  await clickOn(teller, 'roses');
  await teller.looksAt('Garden');
  await expect(teller.page).toHaveURL(new RegExp(`/rooms/${garden.slug}/1$`));
  await comeBack(teller);
  await teller.sees('The roses need water.');
  await say(kitchen, 'Soup is ready.');
  await expect.poll(() => teller.page.title()).toContain('(1)');

  expect(await shownIn(ann, tab)).toHaveLength(1);
  host.close();
});

test('the room that is open in a hidden tab is told as well; one that is looked at in another tab is not', async ({ enters, server }) => {
  const { host, say } = await hostOf(server.url);
  const kitchen = await host.createRoom('Kitchen');
  const ann = await enters('Ann', { before: withNotifications });
  await ann.opensRoom('Kitchen');
  await allows(ann);

  await turnAway(ann);
  await say(kitchen, 'first');
  await expect.poll(async () => (await shownIn(ann)).map(({ body }) => body)).toEqual(['\u2068Marek\u2069: first']);
  const tab = await ann.opensTab();
  await tab.isIn('Kitchen');
  await tab.page.waitForTimeout(RINGS_APART_MS);
  await say(kitchen, 'second');
  await tab.sees('second');
  await tab.page.waitForTimeout(RINGS_APART_MS);

  expect(await shownIn(ann, tab)).toHaveLength(1);
  host.close();
});

test('what was read on another device is taken back, and all of it by signing out', async ({ enters, anotherDevice, server }) => {
  const { host, say } = await hostOf(server.url);
  const [garden] = [await host.createRoom('Garden'), await host.createRoom('Kitchen')];
  const ann = await enters('Ann', { before: withNotifications });
  await ann.opensRoom('Garden');
  await ann.opensRoom('Kitchen');
  await allows(ann);
  await turnAway(ann);
  await say(garden, 'The roses need water.');
  await expect.poll(() => shownIn(ann)).toMatchObject([{ title: 'Garden', closed: false }]);

  const phone = await anotherDevice(ann);
  await phone.looksInto('Garden');
  await phone.sees('The roses need water.');

  await expect.poll(() => shownIn(ann)).toMatchObject([{ title: 'Garden', closed: true }]);
  // Whoever looks at the room reads what comes.
  await phone.looksInto('Kitchen');
  await say(garden, 'And the beds?');
  await expect.poll(() => shownIn(ann)).toMatchObject([{ closed: true }, { title: 'Garden', closed: false }]);
  await ann.signsOut();
  await expect.poll(() => shownIn(ann)).toMatchObject([{ closed: true }, { closed: true }]);
  host.close();
});

test('mute, level and quiet hours silence; mentions come through where they are the level', async ({ enters, server }) => {
  test.slow();
  const { host, say } = await hostOf(server.url);
  const [garden, kitchen] = [await host.createRoom('Garden'), await host.createRoom('Kitchen')];
  const ann = await enters('Ann', { before: withNotifications });
  const me = ((await (await ann.page.request.get('/api/me')).json()) as { id: string }).id;
  await ann.opensRoom('Kitchen');
  await ann.opensRoom('Garden');
  await allows(ann);
  const bodies = async () => (await shownIn(ann)).map(({ body }) => body.replace(/^.*: /u, ''));
  /** The next room rings, so what the first had to say would have been told before it. */
  const isSilent = async (text: string, loud: string) => {
    const before = await bodies();
    await say(garden, text);
    await say(kitchen, loud);
    await expect.poll(bodies).toEqual([...before, loud]);
    await ann.page.waitForTimeout(RINGS_APART_MS);
  };

  await bell(ann).click();
  await ann.page.getByRole('button', { name: '8 hours' }).click();
  await expect(ann.page.getByText(/^Muted until/)).toBeVisible();
  await ann.page.keyboard.press('Escape');
  await ann.looksInto('Kitchen');
  await turnAway(ann);
  await isSilent('muted', 'one');
  await isSilent(`<@${me}> muted as well`, 'two');
  await titleIs(ann, '(3) Kitchen · Wątek');

  await comeBack(ann);
  await ann.looksInto('Garden');
  await bell(ann).click();
  await ann.page.getByRole('button', { name: 'Unmute' }).click();
  await choice(ann, /^Mentions/).check();
  await ann.page.keyboard.press('Escape');
  await ann.looksInto('Kitchen');
  await turnAway(ann);
  await isSilent('for all', 'three');
  await say(garden, `<@${me}> come`);
  await expect.poll(bodies).toContain('@Ann come');
  await ann.page.waitForTimeout(RINGS_APART_MS);

  const before = await bodies();
  await ann.page.evaluate(() => {
    const quiet = JSON.stringify({ on: true, from: 0, to: 0, days: [0, 1, 2, 3, 4, 5, 6] });
    localStorage.setItem('watek.notify.quiet', quiet);
    dispatchEvent(new StorageEvent('storage', { key: 'watek.notify.quiet' }));
  });
  await say(kitchen, 'at night');
  await say(garden, `<@${me}> at night`);
  await ann.page.waitForTimeout(RINGS_APART_MS);
  expect(await bodies()).toEqual(before);
  host.close();
});

test('title, icon and badge count all rooms, whatever the list shows, but not those that are quiet', async ({ enters, server }) => {
  const { host, say } = await hostOf(server.url);
  const rooms = [];
  for (const name of ['Attic', 'Barn', 'Cellar']) rooms.push(await host.createRoom(name));
  const [attic, barn, cellar] = rooms as [Room, Room, Room];
  const ann = await enters('Ann', {
    before: () => Object.assign(navigator, { setAppBadge: (count: number) => Promise.resolve(void (document.documentElement.dataset['badge'] = `${count}`)), clearAppBadge: () => Promise.resolve(void delete document.documentElement.dataset['badge']) }),
  });
  const me = ((await (await ann.page.request.get('/api/me')).json()) as { id: string }).id;
  for (const { name } of rooms) await ann.opensRoom(name);
  const badge = () => ann.page.evaluate(() => document.documentElement.dataset['badge'] ?? '');

  await ann.page.getByRole('textbox', { name: 'Find a room' }).fill('cell');
  await expect(ann.link('Attic')).toHaveCount(0);
  await say(attic, 'one');
  await say(barn, 'two');
  await titleIs(ann, '(2) Cellar · Wątek');
  await expect.poll(() => icon(ann)).toBe('icon-unread.svg');
  await expect.poll(badge).toBe('2');

  await ann.page.request.put(`/api/rooms/${attic.id}/notify`, { data: { level: 'all', mutedUntil: Date.now() + 3_600_000 }, headers: { origin: server.url } });
  await titleIs(ann, '(1) Cellar · Wątek');
  await say(attic, `<@${me}> look`);
  await titleIs(ann, '(2) Cellar · Wątek');
  await expect.poll(() => icon(ann)).toBe('icon-mentions.svg');
  await ann.page.getByRole('textbox', { name: 'Find a room' }).fill('');
  await expect(ann.link('Attic')).toHaveClass(/quiet/);

  await ann.page.getByRole('button', { name: 'Mark all as read' }).click();
  await titleIs(ann, 'Cellar · Wątek');
  await expect.poll(() => icon(ann)).toBe('icon.svg');
  await expect.poll(badge).toBe('');
  await ann.page.getByRole('button', { name: 'Unread again' }).click();
  await titleIs(ann, '(2) Cellar · Wątek');
  expect(cellar.name).toBe('Cellar');
  host.close();
});

test('the service worker shows it where there is one, and a click brings the page there', async ({ enters, server }) => {
  const { host, say } = await hostOf(server.url);
  const [garden] = [await host.createRoom('Garden'), await host.createRoom('Kitchen')];
  const ann = await enters('Ann', { before: withNotifications, keepsPage: true });
  await ann.opensRoom('Garden');
  await ann.opensRoom('Kitchen');
  await allows(ann);
  await ann.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    ServiceWorkerRegistration.prototype.showNotification = function (title, options) {
      globalThis.shownHere.push({ title, body: options?.body ?? '', tag: JSON.stringify(options?.data), closed: false, onclick: null });
      return Promise.resolve();
    };
  });

  await turnAway(ann);
  await say(garden, 'The roses need water.');
  await expect.poll(() => shownIn(ann)).toMatchObject([{ title: 'Garden', tag: `{"path":"/rooms/${garden.slug}/1"}` }]);
  const [worker] = ann.context.serviceWorkers();
  await worker?.evaluate((path) => {
    const notification = { data: { path }, close: () => undefined };
    dispatchEvent(Object.assign(new Event('notificationclick'), { notification, waitUntil: () => undefined }));
  }, `/rooms/${garden.slug}/1`);

  await ann.looksAt('Garden');
  host.close();
});
