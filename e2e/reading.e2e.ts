import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { ChatClient } from './kit/guests.ts';
import { expect, test } from './kit/test.ts';
import type { Person } from './kit/person.ts';

test.use({ environment: NO_RATES });

const SOON = { timeout: 5_000 };
const line = (person: Person) => person.log.getByRole('heading', { name: 'New messages' });
const bar = (person: Person) => person.page.getByRole('button', { name: /unread messages?$/ }).first();
const unread = (person: Person, room: string) => person.link(room).locator('.count');

/** Ann's client and browser; Bob has been in the room and is elsewhere; then Ann says so many things. */
async function says(client: ChatClient, roomId: string, count: number): Promise<void> {
  for (let n = 1; n <= count; n++) await client.say(roomId, `c${n}`, `message ${n}`);
}

async function scrollTop(person: Person): Promise<number> {
  return person.log.evaluate((log) => log.scrollTop);
}

async function isAtEnd(person: Person): Promise<void> {
  await expect.poll(() => person.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight)).toBeLessThanOrEqual(4);
}

test('a room with much that is unread opens where that begins, and only what was on the screen is read', async ({ enters, anotherDevice, server }) => {
  const ann = await ChatClient.enter(server.url, 'Ann');
  const room = await ann.createRoom('Kitchen');
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');
  await bob.createsRoom('Elsewhere');
  await says(ann, room.id, 120);
  const phone = await anotherDevice(bob);
  await expect(unread(phone, 'Kitchen')).toHaveText('120', SOON);
  await bob.page.goto('/');

  await bob.link('Kitchen').click();

  await expect(line(bob)).toBeInViewport(SOON);
  await expect(bob.message('message 1')).toBeInViewport();
  await expect(bob.message('message 120')).toHaveCount(0);
  await expect(bar(bob)).toHaveText('120 unread messages');
  await expect(unread(phone, 'Kitchen')).toHaveText(/^1\d\d$/, SOON);
  await bob.log.focus();
  await bob.page.keyboard.press('Escape');
  await expect(unread(phone, 'Kitchen')).toHaveCount(0, SOON);
  await expect(line(bob)).toHaveCount(0);
  ann.close();
});

test('a room that was open all the time is left where one was, and comes back where what is new begins', async ({ enters, server }) => {
  const ann = await ChatClient.enter(server.url, 'Ann');
  const room = await ann.createRoom('Kitchen');
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');
  await bob.createsRoom('Elsewhere');
  await says(ann, room.id, 120);
  await expect(unread(bob, 'Kitchen')).toHaveText('120', SOON);

  await bob.link('Kitchen').click();

  await expect(line(bob)).toBeInViewport(SOON);
  await expect(bob.message('message 1')).toBeInViewport();
  await bar(bob).click();
  await bob.page.getByRole('button', { name: 'To the latest' }).click();
  await expect(bob.message('message 120')).toBeInViewport();
  await expect(unread(bob, 'Kitchen')).toHaveCount(0, SOON);
  ann.close();
});

test('nothing is new that is said while one looks on, and the line goes when one has answered', async ({ enters, server }) => {
  const ann = await ChatClient.enter(server.url, 'Ann');
  const room = await ann.createRoom('Kitchen');
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');

  await ann.say(room.id, 'a', 'while he looks');
  await bob.sees('while he looks');
  await expect(line(bob)).toHaveCount(0);

  await bob.createsRoom('Elsewhere');
  await ann.say(room.id, 'b', 'while he is away');
  await bob.link('Kitchen').click();
  await expect(line(bob)).toBeVisible(SOON);
  await bob.says('here I am');
  await expect(line(bob)).toHaveCount(0, { timeout: 10_000 });
  ann.close();
});

test('whoever scrolls up by a little is left there, and whoever comes down to the end follows again', async ({ enters, server }) => {
  const ann = await ChatClient.enter(server.url, 'Ann');
  const room = await ann.createRoom('Kitchen');
  await says(ann, room.id, 60);
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');
  await isAtEnd(bob);

  await bob.log.hover();
  await bob.page.mouse.wheel(0, -30);
  await expect.poll(() => bob.log.evaluate((log) => log.scrollHeight - log.scrollTop - log.clientHeight)).toBeGreaterThan(4);
  const place = await scrollTop(bob);
  await ann.say(room.id, 'x1', 'said meanwhile');
  await expect(bob.message('said meanwhile')).toHaveCount(1, SOON);
  expect(Math.abs((await scrollTop(bob)) - place)).toBeLessThanOrEqual(1);

  await bob.page.mouse.wheel(0, 2_000);
  await isAtEnd(bob);
  await ann.say(room.id, 'x2', 'said at the end');
  await expect(bob.message('said at the end')).toBeInViewport(SOON);
  ann.close();
});

test('the conversation follows while one writes many lines', async ({ enters, server }) => {
  const ann = await ChatClient.enter(server.url, 'Ann');
  const room = await ann.createRoom('Kitchen');
  await says(ann, room.id, 60);
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');
  await isAtEnd(bob);

  for (const word of ['one', 'two', 'three', 'four', 'five']) {
    await bob.composer.pressSequentially(word);
    await bob.composer.press('Shift+Enter');
    await isAtEnd(bob);
  }

  await ann.say(room.id, 'x1', 'said meanwhile');
  await expect(bob.message('said meanwhile')).toBeInViewport(SOON);
  ann.close();
});
