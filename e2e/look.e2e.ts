import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { ChatClient, guestsIn } from './kit/guests.ts';
import { looksRight } from './kit/looks-right.ts';
import type { Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

test.use({ environment: NO_RATES });

async function withARoom(url: string, person: Person): Promise<ChatClient[]> {
  const host = await ChatClient.enter(url, 'Marek');
  const { room } = await host.do('room:create', { name: 'Kitchen', topic: 'Who cooks what, and what is missing in the fridge', visibility: 'public', clientId: 'kitchen' });
  await host.opens(room.id);
  const guests = await guestsIn(url, room, ['Ola', 'Tomek', 'Zosia']);
  for (const [index, guest] of [host, ...guests].entries()) await guest.say(room.id, `c${index}`, `Line ${index}, see https://example.org`);
  await person.opensRoom('Kitchen');
  return [host, ...guests];
}

test('the door is clean at every width in both themes', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('textbox')).toBeVisible();

  await looksRight(page, 'the door');
});

test('list and room are clean at every width in both themes', async ({ enters, server }) => {
  const ann = await enters('Ann');
  await looksRight(ann.page, 'the list without a room');
  const guests = await withARoom(server.url, ann);
  await ann.isIn('Kitchen');
  await ann.says('And mine.');
  await expect(ann.log.getByText('stored')).toBeVisible();

  await looksRight(ann.page, 'the room');
  for (const guest of guests) guest.close();
});

test('drawer and dialog are clean at every width in both themes', async ({ enters, server }) => {
  const ann = await enters('Ann', { width: 800 });
  const guests = await withARoom(server.url, ann);
  await ann.page.getByRole('button', { name: /here/ }).click();
  await expect(ann.page.getByRole('complementary', { name: 'About this room' })).toBeVisible();
  await looksRight(ann.page, 'the drawer');

  await ann.page.setViewportSize({ width: 1400, height: 800 });
  await ann.page.getByRole('button', { name: 'New room' }).click();
  await expect(ann.page.getByRole('dialog')).toBeVisible();
  await looksRight(ann.page, 'the dialog');
  for (const guest of guests) guest.close();
});

test('a Polish browser is spoken to in Polish, with the right plurals', async ({ enters, server }) => {
  const ala = await enters('Ala', { locale: 'pl-PL', width: 1400 });
  const host = await ChatClient.enter(server.url, 'Marek');
  const room = await host.createRoom('Kuchnia');
  await ala.page.getByRole('navigation').getByRole('link', { name: 'Kuchnia' }).click();
  await ala.page.getByRole('button', { name: 'Dołącz do pokoju' }).click();
  const here = ala.page.locator('main header .who');
  await expect(here).toHaveText(/^\s*1\s*osoba tutaj\s*$/);

  const [second] = await guestsIn(server.url, room, ['Ola']);
  await expect(here).toHaveText(/^\s*2\s*osoby tutaj\s*$/);
  const others = await guestsIn(server.url, room, ['Tomek', 'Zosia', 'Jan']);
  await expect(here).toHaveText(/^\s*5\s*osób tutaj\s*$/);

  await expect(ala.page.locator('html')).toHaveAttribute('lang', 'pl');
  await expect(ala.page.getByRole('textbox', { name: 'Napisz w pokoju Kuchnia' })).toBeVisible();
  const words = await ala.page.locator('body').innerText();
  expect(words).not.toMatch(/\b(rooms?|message|here|topic|thread|state|waiting|restarts|send|find|settings|online|today|yesterday|came in)\b/i);
  for (const guest of [host, second, ...others]) guest?.close();
});
