import { looksRight } from './kit/looks-right.ts';
import type { Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

const fieldOf = ({ page }: Person) => page.getByRole('combobox', { name: 'Search all messages' });
const hitsOf = ({ page }: Person) => page.locator('wt-hit-row');
const barOf = ({ page }: Person) => page.getByRole('navigation', { name: 'Found messages' });

test('somebody finds what another said, goes there, from hit to hit, and back to all of them', async ({ enters }) => {
  const ann = await enters('Ann');
  const bob = await enters('Bob');
  await ann.createsRoom('Kitchen');
  await bob.opensRoom('Kitchen');
  for (const text of ['Zażółć gęślą jaźń', 'nothing here', 'the second żółć', 'and one more żółć']) await ann.says(text);
  await bob.sees('and one more żółć');

  await bob.page.keyboard.press('Control+f');
  await expect(fieldOf(bob)).toBeFocused();
  await bob.page.keyboard.type('zolc');
  await expect(hitsOf(bob)).toHaveCount(3);
  await expect(hitsOf(bob).first().locator('mark')).toHaveText('żółć');
  await expect(bob.page.getByRole('status').filter({ hasText: '3 messages' })).toBeAttached();
  await expect(bob.page).toHaveURL(/\/search\?q=zolc$/);

  await bob.page.keyboard.press('ArrowDown');
  await bob.page.keyboard.press('Enter');
  await bob.isIn('Kitchen');
  await expect(bob.page).toHaveURL(/\/rooms\/kitchen\/4$/);
  await expect(barOf(bob)).toContainText('1 / 3');
  await bob.page.keyboard.press('F3');
  await expect(bob.page).toHaveURL(/\/rooms\/kitchen\/3$/);
  await barOf(bob).getByRole('button', { name: 'Next hit' }).click();
  await expect(bob.page).toHaveURL(/\/rooms\/kitchen\/1$/);
  await expect(barOf(bob)).toContainText('3 / 3');
  await expect(barOf(bob).getByRole('button', { name: 'Next hit' })).toBeDisabled();
  await bob.page.keyboard.press('Shift+F3');
  await expect(barOf(bob)).toContainText('2 / 3');

  await barOf(bob).getByRole('link').click();
  await expect(fieldOf(bob)).toHaveValue('zolc');
  await expect(hitsOf(bob)).toHaveCount(3);

  await bob.page.keyboard.press('Escape');
  await expect(fieldOf(bob)).toHaveValue('');
  await expect(bob.page.getByRole('button', { name: 'zolc', exact: true })).toBeVisible();
  await bob.page.keyboard.press('Escape');
  await bob.isIn('Kitchen');
});

test('what one may not read any more, and what is not said any more, is not found', async ({ enters }) => {
  const ann = await enters('Ann');
  const bob = await enters('Bob');
  await ann.createsRoom('Kitchen');
  await bob.opensRoom('Kitchen');
  await ann.says('a secret recipe');
  await bob.sees('a secret recipe');
  await bob.page.goto('/search?q=recipe');
  await expect(hitsOf(bob)).toHaveCount(1);

  await ann.composer.press('ArrowUp');
  await expect(ann.composer).toHaveValue('a secret recipe');
  await ann.composer.fill('a secret');
  await ann.composer.press('Enter');
  await expect(ann.log.getByText('edited')).toBeVisible();

  await bob.page.reload();
  await expect(bob.page.getByText('Try a part of the word')).toBeVisible();
  await fieldOf(bob).fill('secret');
  await expect(hitsOf(bob)).toHaveCount(1);
});

test('filters are buttons, names are completed, searches are remembered', async ({ enters }) => {
  const ann = await enters('Ann');
  const bob = await enters('Bob');
  await ann.createsRoom('Kitchen');
  await bob.opensRoom('Kitchen');
  await ann.says('https://example.org eggs');
  await bob.says('eggs');
  await ann.sees('eggs');

  await ann.page.getByRole('link', { name: 'Search in this room' }).click();
  await expect(fieldOf(ann)).toHaveValue('in:kitchen ');
  await fieldOf(ann).pressSequentially('eggs');
  await expect(hitsOf(ann)).toHaveCount(2);
  await ann.page.getByRole('button', { name: 'Link' }).click();
  await expect(hitsOf(ann)).toHaveCount(1);
  await ann.page.getByRole('button', { name: 'Link' }).click();
  await ann.page.getByRole('button', { name: 'From…' }).click();
  await fieldOf(ann).pressSequentially('bo');
  await expect(ann.page.getByRole('option', { name: 'Bob' })).toBeVisible();
  await ann.page.keyboard.press('Enter');
  await expect(fieldOf(ann)).toHaveValue('in:kitchen eggs from:Bob ');
  await expect(hitsOf(ann)).toHaveCount(1);
  await expect(hitsOf(ann).getByText('Bob')).toBeVisible();

  await hitsOf(ann).click();
  await ann.isIn('Kitchen');
  await ann.page.keyboard.press('Control+f');
  await expect(ann.page.getByRole('button', { name: 'in:kitchen eggs from:Bob' })).toBeVisible();
});

test('without a server the page says so, and asks again when it is there', async ({ enters, server }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await ann.says('eggs');
  await ann.page.goto('/search');
  await expect(fieldOf(ann)).toBeFocused();
  await server.kill();

  await fieldOf(ann).fill('eggs');
  await expect(ann.page.getByRole('alert').filter({ hasText: 'no connection' })).toBeVisible();
  await server.restart();
  await ann.page.getByRole('button', { name: 'Search again' }).click();
  await expect(hitsOf(ann)).toHaveCount(1);
  ann.complaints.length = 0;
});

test('the search looks right, empty and full, in Polish as well', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  for (let count = 1; count <= 3; count++) await ann.says(`Eggs number ${count}, with a long text that goes on and on, so that it takes several lines of a narrow page, as eggs do`);
  await ann.page.goto('/search');
  await looksRight(ann.page, 'an empty search');
  await ann.page.goto('/search?q=eggs from:me has:code');
  await expect(ann.page.getByText('Try a part of the word')).toBeVisible();
  await looksRight(ann.page, 'a search that finds nothing');
  await ann.page.goto('/search?q=eggs in:kitchen');
  await expect(hitsOf(ann)).toHaveCount(3);
  await looksRight(ann.page, 'a search');
  await hitsOf(ann).first().click();
  await expect(barOf(ann)).toBeVisible();
  await looksRight(ann.page, 'a hit');

  const ewa = await enters('Ewa', { locale: 'pl-PL' });
  await ewa.page.goto('/search?q=eggs');
  await expect(ewa.page.getByRole('status').filter({ hasText: '3 wiadomości' })).toBeAttached();
});
