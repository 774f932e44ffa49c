import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { ChatClient } from './kit/guests.ts';
import { expect, test } from './kit/test.ts';
import type { Person } from './kit/person.ts';

test.use({ environment: NO_RATES });

const SOON = { timeout: 3_000 };

/** How many unread messages the list says a room has. */
const unread = (person: Person, room: string) => person.link(room).locator('.count');

test('what is read in one tab is read in the others and on a second device', async ({ enters, anotherDevice }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');
  await bob.createsRoom('Elsewhere');
  const tab = await bob.opensTab();
  const phone = await anotherDevice(bob);
  for (const page of [tab, phone]) await page.page.goto('/');

  await ann.says('one');
  await ann.says('two');
  for (const device of [bob, tab, phone]) await expect(unread(device, 'Kitchen')).toHaveText('2', SOON);
  await expect(bob.page).toHaveTitle(/^\(2\) /);
  await phone.opensRoom('Kitchen');

  for (const device of [bob, tab, phone]) await expect(unread(device, 'Kitchen')).toHaveCount(0, SOON);
  await expect(bob.page).toHaveTitle(/^Elsewhere/);
});

test('a room made, joined, and left in one is right in the others', async ({ enters, anotherDevice }) => {
  const ann = await enters('Ann');
  const bob = await enters('Bob');
  const tab = await bob.opensTab();
  const phone = await anotherDevice(bob);
  await bob.createsRoom('Made by Bob');
  for (const device of [tab, phone]) await expect(device.link('Made by Bob')).toBeVisible(SOON);
  await ann.createsRoom('Kitchen');

  await tab.opensRoom('Kitchen');
  await phone.looksInto('Kitchen');
  await expect(phone.composer).toBeVisible();
  await tab.page.getByRole('button', { name: 'Leave room' }).click();
  await tab.page.getByRole('button', { name: 'Leave room' }).click();

  await expect(phone.joinButton).toBeVisible(SOON);
  await expect(ann.hereNow.getByText('Bob')).toHaveCount(0, SOON);
  await ann.says('after Bob has left');
  await phone.page.reload();
  await phone.sees('after Bob has left');
  await expect(phone.joinButton).toBeVisible();
  await expect(ann.hereNow.getByText('Bob')).toHaveCount(0);
});

test('whoever looks into a room hears what is said there, is nowhere listed, and joins by a click', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen', 'Who cooks what');
  await ann.says('soup');
  const bob = await enters('Bob');

  await bob.looksInto('Kitchen');
  await bob.sees('soup');
  await ann.says('and bread');
  await bob.sees('and bread');
  await expect(ann.hereNow.getByText('Bob')).toHaveCount(0);
  await bob.joinButton.click();

  await bob.isIn('Kitchen');
  await expect(ann.hereNow.getByText('Bob')).toBeVisible(SOON);
  await bob.says('with butter');
  await ann.sees('with butter');
});

test('a room is found by a part of its name, however many there are', async ({ enters, server }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Żółty pokój');
  const program = await ChatClient.enter(server.url, 'Program');
  for (let count = 0; count < 120; count += 1) await program.createRoom(`Public ${count}`);
  const bob = await enters('Bob');

  await bob.page.getByRole('textbox', { name: 'Find a room' }).fill('zolty');
  await expect(bob.link('Żółty pokój')).toBeVisible(SOON);
  await bob.page.getByRole('textbox', { name: 'Find a room' }).fill('');
  await expect(bob.link('Public 1').first()).toBeVisible(SOON);
  const before = await bob.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link').count();
  await bob.page.getByRole('button', { name: 'More rooms' }).click();

  await expect.poll(() => bob.page.getByRole('navigation', { name: 'Rooms' }).getByRole('link').count()).toBeGreaterThan(before);
  program.close();
});

test('walking through the list by keys looks into rooms, and joins none', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Attic');
  await ann.createsRoom('Kitchen');
  const bob = await enters('Bob');
  await expect(bob.link('Kitchen')).toBeVisible();

  for (const room of ['Attic', 'Kitchen', 'Attic']) {
    await bob.page.keyboard.press('Alt+ArrowDown');
    await bob.looksAt(room);
    await expect(bob.joinButton).toBeVisible();
  }

  await expect(ann.hereNow.getByText('Bob')).toHaveCount(0);
});
