import AxeBuilder from '@axe-core/playwright';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { ChatClient, guestsIn } from './kit/guests.ts';
import { expect, test } from './kit/test.ts';
import type { Person } from './kit/person.ts';

test.use({ environment: NO_RATES });

const SOON = { timeout: 5_000 };
const options = ({ page }: Person) => page.getByRole('listbox').getByRole('option');

test('a mention is a name while it is written, after a reload and in an edit, and calls the person', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');
  await bob.createsRoom('Elsewhere');

  await ann.composer.pressSequentially('Soup for @bo');
  await expect(options(ann)).toHaveText([/Bob/], SOON);
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);
  await ann.page.keyboard.press('Enter');
  await expect(ann.composer).toHaveValue('Soup for @Bob ');
  await ann.page.reload();
  await expect(ann.composer).toHaveValue('Soup for @Bob ', SOON);
  await ann.composer.pressSequentially('today');
  await ann.page.keyboard.press('Enter');

  await expect(ann.log.locator('.mention')).toHaveText(/Bob/, SOON);
  await expect(bob.link('Kitchen')).toHaveAccessibleName(/you are mentioned/, SOON);
  await expect(ann.log.getByText('stored')).toBeAttached(SOON);
  await ann.page.keyboard.press('ArrowUp');
  await expect(ann.composer).toHaveValue('Soup for @Bob today');
});

test('two of the same name stay apart, and whoever is not in the room says so', async ({ enters, server }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const host = await ChatClient.enter(server.url, 'Host');
  const rooms = (await (await host.get(`${server.url}/api/rooms`)).json()) as { id: string; name: string }[];
  const kitchen = rooms.find(({ name }) => name === 'Kitchen');
  const guests = await guestsIn(server.url, kitchen as never, ['Jan', 'Jan']);
  const outside = await ChatClient.enter(server.url, 'Janina');
  await outside.createRoom('Attic');

  await ann.composer.pressSequentially('@ja');
  await expect(options(ann)).toHaveText([/Jan/, /Jan/, /Janina\s*not in this room/], SOON);
  await ann.page.keyboard.press('Enter');
  await ann.composer.pressSequentially('and @ja');
  await expect(options(ann)).toHaveCount(3);
  await ann.page.keyboard.press('ArrowDown');
  await ann.page.keyboard.press('Tab');
  await expect(ann.composer).toHaveValue('@Jan and @Jan (2) ');
  await ann.page.keyboard.press('Enter');

  await expect(ann.log.locator('.mention')).toHaveText([/Jan/, /Jan/], SOON);
  for (const guest of [...guests, host, outside]) guest.close();
});

test('an emoji is found by its name in either language, by touch, and Escape keeps what was written', async ({ enters }) => {
  const ewa = await enters('Ewa', { locale: 'pl-PL', width: 390, height: 844 });
  await ewa.page.getByRole('button', { name: 'Nowy pokój' }).first().click();
  await ewa.page.getByRole('dialog').getByRole('textbox', { name: 'Nazwa' }).fill('Kuchnia');
  await ewa.page.keyboard.press('Enter');
  const field = ewa.page.getByRole('textbox', { name: 'Napisz w pokoju Kuchnia' });

  await field.pressSequentially('To :serce');
  await expect(options(ewa).first()).toBeVisible(SOON);
  await ewa.page.keyboard.press('Escape');
  await expect(options(ewa)).toHaveCount(0);
  await expect(field).toHaveValue('To :serce');
  await field.press('Backspace');
  await options(ewa).first().click();

  await expect(field).toHaveValue(/^To \p{RGI_Emoji} $/v);
  await expect(field).toBeFocused();
});

test('everybody who is here now is called by one word, and nobody else', async ({ enters, server }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const [bob, cy] = [await enters('Bob'), await enters('Cy')];
  for (const person of [bob, cy]) await person.opensRoom('Kitchen');
  await cy.page.goto('about:blank');
  await bob.createsRoom('Attic');
  await expect(ann.page.getByRole('button', { name: /2 people here/ })).toBeVisible(SOON);

  await ann.composer.pressSequentially('Soup, @her');
  await options(ann).filter({ hasText: 'here' }).click();
  await ann.composer.pressSequentially('now');
  await ann.page.keyboard.press('Enter');

  await expect(bob.link('Kitchen').locator('.count')).toHaveText('@1', SOON);
  await cy.page.goto(server.url);
  await expect(cy.link('Kitchen').locator('.count')).toHaveText('1', SOON);
});
