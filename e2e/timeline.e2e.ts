import AxeBuilder from '@axe-core/playwright';
import type { Room } from '../backend/src/contract/room.ts';
import { ChatClient } from '../backend/test/kit/chat-client.ts';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import type { Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

test.use({ environment: NO_RATES });

async function say(writer: ChatClient, room: Room, { from, to }: { from: number; to: number }): Promise<void> {
  for (let count = from; count <= to; count += 1) await writer.say(room.id, `c${count}`, `message number ${count}`);
}

function isoDay(at: Date): string {
  return `${at.getFullYear()}-${`${at.getMonth() + 1}`.padStart(2, '0')}-${`${at.getDate()}`.padStart(2, '0')}`;
}

/** The browser's clock is a day ahead: what was said just now, it takes for yesterday's. */
async function tomorrow(person: Person): Promise<void> {
  await person.page.clock.install({ time: Date.now() + 86_400_000 });
  await person.page.reload();
}

async function draws({ context, page }: Person, { from, to }: { from: number; to: number }): Promise<void> {
  const devtools = await context.newCDPSession(page);
  const touch = (type: 'touchStart' | 'touchMove', y: number): Promise<unknown> => devtools.send('Input.dispatchTouchEvent', { type, touchPoints: [{ x: 200, y }] });
  await touch('touchStart', from);
  for (let y = from; y <= to; y += 20) await touch('touchMove', y);
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

test('one goes to a day, and to the beginning, by a dialog, and the address says where', async ({ enters, server }) => {
  const writer = await ChatClient.enter(server.url, 'Writer');
  const room = await writer.createRoom('Archive');
  await say(writer, room, { from: 1, to: 250 });
  const bob = await enters('Bob');
  await bob.opensRoom('Archive');
  await bob.sees('message number 250');

  await bob.page.keyboard.press('Control+g');
  const dialog = bob.page.getByRole('dialog', { name: 'Go to a date' });
  await dialog.getByLabel('Day').fill(isoDay(new Date()));
  await dialog.getByRole('button', { name: 'Go there' }).click();

  await expect(bob.page).toHaveURL(/\/rooms\/archive\/1$/);
  await expect(bob.message('message number 1')).toBeInViewport();
  await expect(bob.log.getByText('This is where the room begins.')).toBeInViewport();
  await bob.page.keyboard.press('End');
  await expect(bob.message('message number 250')).toBeInViewport();

  await bob.log.locator('h2.line button').first().waitFor({ state: 'attached' });
  await bob.log.focus();
  await bob.page.keyboard.press('Home');
  await expect(bob.message('message number 1')).toBeInViewport();
  await bob.log.getByRole('button', { name: 'Today' }).click();
  await expect(dialog).toBeVisible();
  await bob.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  writer.close();
});

test('a day after everything that was said leads to the end', async ({ enters, server }) => {
  const writer = await ChatClient.enter(server.url, 'Writer');
  const room = await writer.createRoom('Archive');
  await say(writer, room, { from: 1, to: 60 });
  const bob = await enters('Bob');
  await bob.opensRoom('Archive');
  await bob.sees('message number 60');
  await tomorrow(bob);
  await bob.sees('message number 60');

  await bob.log.evaluate((log) => log.scrollTo(0, 0));
  await bob.log.getByRole('button', { name: 'Yesterday' }).first().click();
  await bob.page.getByRole('dialog').getByRole('button', { name: 'Go there' }).click();

  await expect(bob.message('message number 60')).toBeInViewport();
  writer.close();
});

test('a link to a message that there is not leads to the end', async ({ enters, server }) => {
  const writer = await ChatClient.enter(server.url, 'Writer');
  const room = await writer.createRoom('Archive');
  await say(writer, room, { from: 1, to: 60 });
  const bob = await enters('Bob');

  await bob.page.goto('/rooms/archive/9999');

  await expect(bob.message('message number 60')).toBeInViewport();
  await writer.say(room.id, 'later', 'a later one');
  await expect(bob.message('a later one')).toBeInViewport();
  writer.close();
});

test('the day of what is at the top is said while one scrolls, and goes', async ({ enters, server }) => {
  const writer = await ChatClient.enter(server.url, 'Writer');
  const room = await writer.createRoom('Archive');
  await say(writer, room, { from: 1, to: 60 });
  const bob = await enters('Bob');
  await bob.opensRoom('Archive');
  await bob.sees('message number 60');
  const day = bob.page.locator('main button.day');

  await bob.log.hover();
  await bob.page.mouse.wheel(0, -120);

  await expect(day).toHaveText('Today');
  await expect(day).toHaveCSS('opacity', '1');
  await expect(day).toHaveCSS('opacity', '0');
  writer.close();
});

test('when the day ends, today becomes yesterday without anybody doing anything', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await ann.says('late');
  await ann.sees('late');
  const line = ann.log.locator('h2.line');
  await expect(line).toHaveText('Today');
  const night = new Date();
  night.setHours(23, 58, 0, 0);
  await ann.page.clock.install({ time: night });
  await ann.page.reload();
  await ann.sees('late');
  await expect(line).toHaveText('Today');

  await ann.page.clock.fastForward(7 * 60_000);

  await expect(line).toHaveText('Yesterday');
});

test('thirty people who come in are one line, which opens to all of them', async ({ enters, server }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const ola = await enters('Ola', { locale: 'pl-PL' });
  await ola.page.getByRole('navigation').getByRole('link', { name: 'Kitchen' }).click();
  await expect(ola.page.getByRole('button', { name: 'Dołącz do pokoju' })).toBeVisible();
  const guests: ChatClient[] = [];
  const room = ((await (await fetch(`${server.url}/api/rooms`)).json()) as Room[])[0]!;
  for (let count = 1; count <= 30; count += 1) {
    const guest = await ChatClient.enter(server.url, `Guest ${count}`);
    await guest.joins(room.id);
    guests.push(guest);
  }

  const notices = ann.log.locator('.notice');
  await expect(notices).toHaveCount(1);
  await expect(notices).toHaveText(/Guest 1, Guest 2 and 28 others came in/);
  await expect(ola.page.locator('.notice')).toHaveText(/Guest 1, Guest 2 i 28 innych osób wchodzą do pokoju/);

  await notices.getByRole('button').click();
  await expect(notices.getByRole('listitem')).toHaveCount(30);
  await guests[4]?.leaves(room.id);
  await expect(notices).toHaveText(/and 27 others came in.*Guest 5 came in and left/);
  await ann.says('hello all');
  await guests[5]?.leaves(room.id);
  await expect(ann.log.getByText('Guest 6 left the room', { exact: true })).toBeVisible();
  await expect(notices).toHaveCount(2);
  for (const guest of guests) guest.close();
});

test('a long name leaves the hour in its place, and all share one column', async ({ enters, server }) => {
  const writer = await ChatClient.enter(server.url, 'Maria Magdalena Anna Skłodowska-Curie XV');
  const room = await writer.createRoom('Archive');
  await say(writer, room, { from: 1, to: 3 });
  const bob = await enters('Bob', { width: 390, height: 844 });
  await bob.page.goto('/rooms/archive');
  await bob.sees('message number 3');

  const edges = await bob.log.locator('article').first().evaluate((row) => [row.querySelector('time')!.getBoundingClientRect().right, row.getBoundingClientRect().right]);
  expect(edges[0]).toBeLessThanOrEqual(edges[1]!);
  await expect(bob.log.locator('.author').first()).toHaveAttribute('title', /Skłodowska/);

  await bob.page.setViewportSize({ width: 2560, height: 1200 });
  const right = (selector: string): Promise<number> => bob.page.locator(selector).first().evaluate((element) => Math.round(element.getBoundingClientRect().right));
  await bob.joinButton.click();
  await expect(bob.composer).toBeVisible();
  expect(await right('.composer')).toBe(await right('[role=log] h2.line'));
  expect(await right('.composer')).toBe(await right('[role=log] article'));
  writer.close();
});

for (const theme of ['light', 'dark'] as const) {
  test(`the bar of what is new and the dialog are clean in the ${theme} theme, and Polish in Polish`, async ({ enters, server }) => {
    const writer = await ChatClient.enter(server.url, 'Writer');
    const room = await writer.createRoom('Archive');
    const ola = await enters('Ola', { theme, locale: 'pl-PL', width: 390, height: 844 });
    await ola.page.goto('/rooms/archive');
    await ola.page.getByRole('button', { name: 'Dołącz do pokoju' }).click();
    await ola.page.goto('/');
    await say(writer, room, { from: 1, to: 122 });
    await ola.page.goto('/rooms/archive');
    const bar = ola.page.locator('wt-unread-bar');
    await expect(bar).toContainText(/nowych|nowe/);
    await expect(bar.getByRole('button', { name: 'Oznacz jako przeczytane' })).toBeVisible();
    const axe = async (): Promise<unknown[]> => (await new AxeBuilder({ page: ola.page }).setLegacyMode().analyze()).violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
    expect(await axe()).toEqual([]);

    await ola.page.keyboard.press('Control+g');
    await expect(ola.page.getByRole('dialog', { name: 'Przejdź do dnia' })).toBeVisible();
    expect(await axe()).toEqual([]);
    await ola.page.getByRole('button', { name: 'Na początek' }).click();
    await expect(ola.page.getByText('Tu zaczyna się pokój.')).toBeInViewport();
    writer.close();
  });
}

test('a finger that draws down ends following, and everything is large enough for it', async ({ enters, server }) => {
  const writer = await ChatClient.enter(server.url, 'Writer');
  const room = await writer.createRoom('Archive');
  await say(writer, room, { from: 1, to: 60 });
  const bob = await enters('Bob', { width: 390, height: 844, touch: true });
  await bob.page.goto('/rooms/archive');
  await bob.joinButton.click();
  await expect(bob.message('message number 60')).toBeInViewport();
  await draws(bob, { from: 300, to: 500 });

  await expect(bob.page.locator('main button.latest')).toBeVisible();
  await writer.say(room.id, 'late', 'a late one');
  await expect(bob.page.getByRole('button', { name: '1 new message' })).toBeVisible();
  await expect(bob.page.locator('main button.day')).toBeAttached();
  const sizes = await bob.page.locator('main button.latest, main button.day, [role=log] h2.line button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
  writer.close();
});
