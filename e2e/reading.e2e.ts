import type { Locator } from '@playwright/test';
import type { Room } from '../backend/src/contract/room.ts';
import { ChatClient } from '../backend/test/kit/chat-client.ts';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import type { Entrance, Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

test.use({ environment: NO_RATES });

const SOON = { timeout: 5_000 };
const unreadIn = (person: Person, room: string): Locator => person.link(room).locator('.count');
const newLine = (person: Person): Locator => person.log.locator('.line.new');
const bar = (person: Person): Locator => person.page.locator('wt-unread-bar');
const latest = (person: Person): Locator => person.page.locator('main button.latest');

interface Scene {
  enters: (name: string, entrance?: Entrance) => Promise<Person>;
  url: string;
}

/** Somebody who has read ten messages of a room and looks at another one, while a program goes on in the first. */
async function away({ enters, url }: Scene, unread: number): Promise<{ bob: Person; writer: ChatClient; room: Room }> {
  const writer = await ChatClient.enter(url, 'Writer');
  const room = await writer.createRoom('Archive');
  await say(writer, room, { from: 1, to: 10 });
  const bob = await enters('Bob');
  await bob.opensRoom('Archive');
  await bob.sees('message number 10');
  await bob.createsRoom('Elsewhere');
  await say(writer, room, { from: 11, to: 10 + unread });
  await expect(unreadIn(bob, 'Archive')).toHaveText(`${unread}`, SOON);
  return { bob, writer, room };
}

async function say(writer: ChatClient, room: Room, { from, to }: { from: number; to: number }): Promise<void> {
  for (let count = from; count <= to; count += 1) await writer.say(room.id, `c${count}`, `message number ${count}`);
}

/** Of the top of an element, as a part of the height of the list. */
function heightOf(person: Person, locator: Locator): Promise<number> {
  return locator.evaluate((element) => {
    const list = element.closest('[role=log]')!.getBoundingClientRect();
    return (element.getBoundingClientRect().top - list.top) / list.height;
  });
}

function toEnd(person: Person): Promise<number> {
  return person.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight);
}

/** The browser scrolls in steps; they are over when two looks find the same. */
async function stands(person: Person): Promise<void> {
  const top = (): Promise<number> => person.log.evaluate((log) => new Promise<number>((done) => setTimeout(() => done(log.scrollTop), 100)));
  let before = -1;
  await expect.poll(async () => before === (before = await top())).toBe(true);
}

async function positionOf(person: Person, room: Room): Promise<number> {
  const answer = await person.page.request.get(`/api/rooms/${room.id}`);
  return ((await answer.json()) as Room).membership?.readOrdinal ?? -1;
}

test('much unread: one begins at the line, and only what was on the screen is read, on every device', async ({ enters, server, anotherDevice }) => {
  const { bob, writer, room } = await away({ enters, url: server.url }, 120);
  const phone = await anotherDevice(bob);

  await bob.link('Archive').click();

  await expect(bob.message('message number 11')).toBeInViewport();
  expect(Math.abs((await heightOf(bob, newLine(bob))) - 0.25)).toBeLessThan(0.05);
  await expect(bar(bob)).toContainText(/new since/);
  const last = await bob.log.evaluate((log) => {
    const edge = log.getBoundingClientRect().bottom;
    const read = [...log.querySelectorAll('.body')].filter((body) => body.getBoundingClientRect().bottom <= edge + 2);
    return Number(/\d+/.exec(read.at(-1)?.textContent ?? '')?.[0]);
  });
  expect(last).toBeGreaterThan(11);
  expect(last).toBeLessThan(100);
  await expect.poll(() => positionOf(bob, room), SOON).toBeGreaterThan(10);
  expect(Math.abs((await positionOf(bob, room)) - last)).toBeLessThanOrEqual(1);
  for (const device of [bob, phone]) await expect(unreadIn(device, 'Archive')).toHaveText(`${130 - (await positionOf(bob, room))}`, SOON);
  await expect(latest(bob)).toContainText(/new messages/);
  writer.close();
});

test('a page that is opened anew begins at the line, too, with what the browser knew and without', async ({ enters, server, anotherDevice }) => {
  const { bob, writer } = await away({ enters, url: server.url }, 120);
  const phone = await anotherDevice(bob);

  for (const device of [phone, bob]) {
    await device.page.goto('/rooms/archive');
    await expect(newLine(device)).toBeInViewport();
    await stands(device);
    expect(Math.abs((await heightOf(device, newLine(device))) - 0.25)).toBeLessThan(0.05);
  }
  writer.close();
});

test('what is jumped over stays unread, what is walked past is read, and Escape reads all', async ({ enters, server }) => {
  const { bob, writer, room } = await away({ enters, url: server.url }, 120);
  await bob.link('Archive').click();
  await expect(bob.message('message number 11')).toBeInViewport();
  await expect.poll(() => positionOf(bob, room), SOON).toBeGreaterThan(10);
  const read = await positionOf(bob, room);

  await latest(bob).click();
  await expect(bob.message('message number 130')).toBeInViewport();
  await expect(bar(bob)).toBeVisible();
  expect(await positionOf(bob, room)).toBe(read);

  await bar(bob).getByRole('button', { name: 'Jump' }).click();
  await expect(bob.message('message number 11')).toBeInViewport();
  await bob.log.hover();
  await bob.page.mouse.wheel(0, 300);
  await expect.poll(() => positionOf(bob, room), SOON).toBeGreaterThan(read);

  await bob.log.focus();
  await bob.page.keyboard.press('Escape');
  await expect.poll(() => positionOf(bob, room), SOON).toBe(130);
  await expect(bar(bob)).toHaveCount(0);
  await expect(newLine(bob)).toHaveCount(0);
  await expect(unreadIn(bob, 'Archive')).toHaveCount(0);
  writer.close();
});

test('few unread fit on the screen: they are read, under a line, and the bar does not appear', async ({ enters, server }) => {
  const { bob, writer, room } = await away({ enters, url: server.url }, 3);

  await bob.link('Archive').click();

  await expect(newLine(bob)).toBeVisible();
  await expect.poll(() => positionOf(bob, room), SOON).toBe(13);
  await expect(bar(bob)).toHaveCount(0);
  await expect(unreadIn(bob, 'Archive')).toHaveCount(0);
  await bob.says('an answer');
  await bob.sees('an answer');
  await expect(newLine(bob)).toHaveCount(0, SOON);
  writer.close();
});

test('no line comes over what one looks at', async ({ enters, server }) => {
  const { bob, writer, room } = await away({ enters, url: server.url }, 3);
  await bob.link('Archive').click();
  await bob.says('an answer');
  await expect(newLine(bob)).toHaveCount(0, SOON);

  await writer.say(room.id, 'live-1', 'said before your eyes');

  await bob.sees('said before your eyes');
  await expect.poll(() => positionOf(bob, room), SOON).toBe(15);
  await expect(newLine(bob)).toHaveCount(0);
  writer.close();
});

test('marked as unread, it is so on every device until the room is visited again', async ({ enters, server, anotherDevice }) => {
  const { bob, writer, room } = await away({ enters, url: server.url }, 3);
  await bob.link('Archive').click();
  await expect.poll(() => positionOf(bob, room), SOON).toBe(13);
  const phone = await anotherDevice(bob);
  await phone.link('Archive').click();
  await phone.sees('message number 13');

  const row = bob.log.locator('wt-message-row').filter({ hasText: 'message number 9' });
  await row.hover();
  await row.getByRole('button', { name: 'Mark as unread' }).click();

  for (const device of [bob, phone]) await expect(unreadIn(device, 'Archive')).toHaveText('5', SOON);
  await expect(newLine(bob)).toBeVisible();
  await writer.say(room.id, 'one-more', 'one more');
  await bob.sees('one more');
  for (const device of [bob, phone]) await expect(unreadIn(device, 'Archive')).toHaveText('6', SOON);
  expect(await positionOf(bob, room)).toBe(8);

  await bob.link('Elsewhere').click();
  await bob.isIn('Elsewhere');
  await bob.link('Archive').click();
  await expect.poll(() => positionOf(bob, room), SOON).toBe(14);
  writer.close();
});

test('whoever comes back to a room stands where they stood', async ({ enters, server }) => {
  const { bob, writer, room } = await away({ enters, url: server.url }, 120);
  await bob.link('Archive').click();
  await expect(bob.message('message number 11')).toBeInViewport();
  await bob.log.hover();
  await bob.page.mouse.wheel(0, 420);
  await expect(bob.message('message number 40')).toBeInViewport();
  await stands(bob);
  const before = await heightOf(bob, bob.message('message number 40'));

  await bob.link('Elsewhere').click();
  await bob.isIn('Elsewhere');
  await writer.say(room.id, 'meanwhile', 'meanwhile');
  await bob.link('Archive').click();

  await expect(bob.message('message number 40')).toBeInViewport();
  await stands(bob);
  expect(Math.abs((await heightOf(bob, bob.message('message number 40'))) - before)).toBeLessThan(0.01);
  writer.close();
});

test('who is at the end stays there while rows and the field grow, and no longer after three pixels upwards', async ({ enters, server }) => {
  const { bob, writer, room } = await away({ enters, url: server.url }, 60);
  await bob.link('Archive').click();
  await bob.page.keyboard.press('Escape');
  await latest(bob).click();
  await expect.poll(() => toEnd(bob)).toBeLessThanOrEqual(4);

  await bob.composer.focus();
  for (let line = 0; line < 6; line += 1) {
    await bob.page.keyboard.type(`line ${line}`);
    await bob.page.keyboard.press('Shift+Enter');
  }
  await writer.say(room.id, 'tall', 'a tall one\n\n\n\nwith its end');
  await bob.log.getByText('with its end').waitFor();
  await bob.message('message number 69').evaluate((body) => (body as HTMLElement).style.setProperty('padding-bottom', '90px'));
  await expect.poll(() => toEnd(bob)).toBeLessThanOrEqual(4);
  await expect(latest(bob)).toHaveCount(0);

  await bob.log.hover();
  await bob.page.mouse.wheel(0, -3);
  await expect(latest(bob)).toBeVisible();
  await writer.say(room.id, 'unseen', 'not pulled down by this');
  await expect(bob.page.getByRole('button', { name: '1 new message' })).toBeVisible();
  await bob.page.mouse.wheel(0, 600);
  await expect(latest(bob)).toHaveCount(0);
  writer.close();
});

test('what the room did while one was away is told, with ways to it', async ({ enters, server }) => {
  const { bob, writer, room } = await away({ enters, url: server.url }, 120);
  const [old] = (await (await writer.get(`${server.url}/api/rooms/archive/messages?around=3&limit=1`)).json()) as { id: string }[];
  const [pinned] = (await (await writer.get(`${server.url}/api/rooms/archive/messages?around=60&limit=1`)).json()) as { id: string }[];
  await writer.do('message:edit', { roomId: room.id, clientId: 'edit', id: old!.id, body: 'number three, put right' });
  await writer.do('message:pin', { roomId: room.id, clientId: 'pin', id: pinned!.id, on: true });
  const guest = await ChatClient.enter(server.url, 'Guest');
  await guest.joins(room.id);
  await bob.page.goto('/rooms/archive');

  await bar(bob).getByRole('button', { name: /new since/ }).click();

  const dialog = bob.page.getByRole('dialog', { name: 'While you were away' });
  await expect(dialog).toContainText('120 new messages: Writer');
  await expect(dialog.getByRole('button', { name: 'Writer number three, put right' })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Writer message number 60' })).toBeVisible();
  await expect(dialog).toContainText('Guest came in');
  await dialog.getByRole('button', { name: 'Writer number three, put right' }).click();
  await expect(bob.message('number three, put right')).toBeInViewport();
  await expect(bob.page).toHaveURL(/\/rooms\/archive\/3$/);
  writer.close();
  guest.close();
});

test('a link leads to its message on a slow machine, too', async ({ enters, server }) => {
  const { bob, writer } = await away({ enters, url: server.url }, 200);
  const devtools = await bob.context.newCDPSession(bob.page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });

  const wanted = bob.log.locator('wt-message-row').filter({ hasText: 'message number 40' });
  const isMarked = expect(wanted).toHaveClass(/marked/, { timeout: 20_000 });
  await bob.page.goto('/rooms/archive/40');

  await isMarked;
  await expect(wanted).toBeInViewport();
  await bob.page.waitForLoadState('networkidle');
  await expect(bob.log).toHaveAttribute('aria-busy', 'false');
  await expect(wanted).toBeInViewport();
  expect(await toEnd(bob)).toBeGreaterThan(400);
  writer.close();
});
