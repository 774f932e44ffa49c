import AxeBuilder from '@axe-core/playwright';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { ChatClient } from './kit/guests.ts';
import { expect, test } from './kit/test.ts';

test.use({ environment: NO_RATES });

test('the first visitor is welcomed in the middle, makes the first room there, and sees how to bring the others in', async ({ enters, server }) => {
  const ann = await enters('Ann');
  const middle = ann.page.getByRole('main');
  await expect(middle.getByRole('heading', { name: 'A place to talk, all your own' })).toBeVisible();
  await expect(middle.getByRole('textbox', { name: 'Link' })).toHaveValue(server.url);
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);

  await middle.getByRole('button', { name: 'Make a room' }).click();
  await ann.page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Club');
  await ann.page.keyboard.press('Enter');
  await ann.isIn('Club');
  await ann.log.getByRole('button', { name: 'Invite people' }).click();
  const link = await ann.page.getByRole('dialog').getByRole('textbox', { name: 'Link' }).inputValue();
  await ann.page.keyboard.press('Escape');
  await ann.says('the first words');

  expect(link).toBe(`${server.url}/rooms/club`);
  await ann.sees('the first words');
});

test('whoever comes back is shown where something is unread first, and the field of the door has the focus', async ({ enters, comes, server }) => {
  const club = await ChatClient.enter(server.url, 'Club');
  const rooms = [await club.createRoom('Attic'), await club.createRoom('Barn')];
  const door = await comes('Cid');
  await door.page.goto('/');
  await expect(door.page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  const bob = await enters('Bob');
  for (const { name } of rooms) await bob.opensRoom(name);
  await bob.page.goto('/');
  await club.say(rooms[1]?.id ?? '', 'c1', 'hello');

  await expect(bob.page.getByRole('main').getByRole('link').first()).toHaveText(/Barn\s*1 unread/);
  await bob.page.getByRole('main').getByRole('link').first().click();
  await bob.isIn('Barn');
  club.close();
});

test('a few letters lead from room to room, also into one of others', async ({ enters, server }) => {
  const club = await ChatClient.enter(server.url, 'Club');
  await club.createRoom('Incidents');
  const ann = await enters('Ann');
  for (const room of ['Attic', 'Barn', 'Cellar']) await ann.createsRoom(room);
  await ann.link('Attic').click();
  await ann.isIn('Attic');

  await ann.page.keyboard.press('Control+k');
  await expect(ann.page.getByRole('combobox')).toBeFocused();
  await ann.page.keyboard.press('Enter');
  await ann.isIn('Cellar');

  await ann.page.keyboard.press('Control+k');
  await ann.page.getByRole('combobox').fill('inc');
  await expect(ann.page.getByRole('option', { name: 'Incidents not joined' })).toBeVisible();
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);
  await ann.page.keyboard.press('Enter');
  await ann.looksAt('Incidents');
  await expect(ann.joinButton).toBeVisible();
  club.close();
});
