import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './kit/test.ts';

/** What curl does with the line; not every machine has one. */
async function runs(line: string): Promise<number> {
  const [, type = '', body = '', address = ''] = /^curl -H 'content-type: ([^']+)' -d '([^']*)' (http\S+)$/u.exec(line) ?? [];
  return (await fetch(address, { method: 'POST', headers: { 'content-type': type }, body })).status;
}

test('an owner gives a program an address, tries the line as it stands, and ends it', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await ann.page.getByRole('button', { name: 'Change this room' }).click();
  const dialog = ann.page.getByRole('dialog', { name: 'This room' });

  await dialog.getByRole('button', { name: 'Make an address' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: 'Give the program a name' })).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Name of the program' }).fill('Build');
  await ann.page.keyboard.press('Enter');
  const line = (await dialog.getByLabel('A line to try it').textContent()) ?? '';
  const { violations } = await new AxeBuilder({ page: ann.page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await runs(line)).toBe(200);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await ann.sees('Hello from a program');
  await expect(ann.log.getByText('Build', { exact: true }).first()).toBeVisible();
  await ann.page.getByRole('button', { name: 'Change this room' }).click();
  await expect(dialog.getByText('last used')).toBeVisible();
  await dialog.getByRole('button', { name: 'End' }).click();
  await expect(dialog.getByRole('button', { name: 'End' })).toHaveCount(0);
  expect(await runs(line)).toBe(404);
});

test('a moderator gives addresses to programs, and changes nothing else of the room', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');
  await expect(bob.page.getByRole('button', { name: 'Change this room' })).toHaveCount(0);
  await ann.hereNow.getByRole('button', { name: 'Bob' }).click();
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Make a moderator' }).click();

  await bob.page.getByRole('button', { name: 'Change this room' }).click();
  const dialog = bob.page.getByRole('dialog', { name: 'This room' });
  await dialog.getByRole('textbox', { name: 'Name of the program' }).fill('Build');
  await bob.page.keyboard.press('Enter');

  await expect(dialog.getByLabel('A line to try it')).toBeVisible();
  await expect(dialog.getByRole('textbox', { name: 'Topic' })).toHaveCount(0);
});
