import { looksRight } from './kit/looks-right.ts';
import { expect, test } from './kit/test.ts';
import type { Person } from './kit/person.ts';

const SOON = { timeout: 5_000 };
const list = ({ page }: Person) => page.getByRole('navigation', { name: 'Rooms' });
const heading = (person: Person, name: string) => list(person).getByRole('button', { name, exact: true });
const star = ({ page }: Person) => page.getByRole('complementary', { name: 'About this room' }).getByRole('button', { name: 'Favourite' });

test('a favourite stands on top, on every device, until it is none', async ({ enters, anotherDevice }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Zoo');
  await ann.createsRoom('Attic');
  const phone = await anotherDevice(ann);
  await expect(list(phone).getByRole('link')).toHaveText([/Attic/, /Zoo/]);

  await ann.link('Zoo').click();
  await star(ann).click();

  await expect(star(ann)).toHaveAttribute('aria-pressed', 'true');
  for (const person of [ann, phone]) await expect(list(person).getByRole('link')).toHaveText([/Zoo/, /Attic/], SOON);
  await looksRight(ann.page, 'a list with favourites');
  await star(ann).click();
  for (const person of [ann, phone]) await expect(heading(person, 'Favourites')).toHaveCount(0, SOON);
});

test('a folded section shows what calls, and all of it where something is looked for', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Zoo');
  await ann.createsRoom('Attic');
  await ann.createsRoom('Hall');
  const bob = await enters('Bob');
  await bob.opensRoom('Attic');

  await heading(ann, 'Rooms').click();
  await expect(list(ann).getByRole('link')).toHaveText([/Hall/]);
  await bob.says('is anybody here');
  await expect(list(ann).getByRole('link')).toHaveText([/Attic/, /Hall/], SOON);
  await ann.page.reload();
  await expect(heading(ann, 'Rooms')).toHaveAttribute('aria-expanded', 'false');
  await ann.page.getByRole('textbox', { name: 'Find a room' }).fill('zo');
  await expect(list(ann).getByRole('link')).toHaveText([/Zoo/], SOON);
  await ann.page.getByRole('textbox', { name: 'Find a room' }).fill('');
  await heading(ann, 'Rooms').press('Enter');

  await expect(list(ann).getByRole('link')).toHaveText([/Attic/, /Hall/, /Zoo/]);
});

test('who is without a server is told why a favourite cannot be kept', async ({ enters, server }) => {
  const ewa = await enters('Ewa', { locale: 'pl-PL' });
  await ewa.page.getByRole('button', { name: 'Nowy pokój' }).first().click();
  await ewa.page.getByRole('dialog').getByRole('textbox').first().fill('Kuchnia');
  await ewa.page.getByRole('dialog').getByRole('textbox').first().press('Enter');
  const favourite = ewa.page.getByRole('button', { name: 'Ulubiony pokój' });
  await expect(favourite).toBeVisible();
  await server.stop();
  await expect(ewa.connection).not.toHaveText('');

  await favourite.click();

  await expect(ewa.page.getByRole('complementary', { name: 'O tym pokoju' }).getByRole('alert').filter({ hasText: /\S/ })).toBeVisible(SOON);
  await expect(favourite).toHaveAttribute('aria-pressed', 'false');
});
