import AxeBuilder from '@axe-core/playwright';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { expect, test } from './kit/test.ts';
import type { Person } from './kit/person.ts';

test.use({ environment: NO_RATES });

const SOON = { timeout: 5_000 };

async function saysAndEdits(person: Person): Promise<void> {
  await person.says('Soup at one');
  await person.sees('Soup at one');
  await expect(person.log.getByText('stored')).toBeVisible(SOON);
  await expect(person.composer).toHaveValue('');
  await person.composer.press('ArrowUp');
  await expect(person.composer).toHaveValue('Soup at one');
  await person.composer.fill('Soup at two');
  await person.composer.press('Enter');
  await person.sees('Soup at two');
}

test('"edited" opens what a message said before, by keys alone, and gives the focus back', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await saysAndEdits(ann);
  const bo = await enters('Bo', { theme: 'dark' });
  await bo.opensRoom('Kitchen');
  const edited = bo.log.getByRole('button', { name: 'edited' });

  await edited.focus();
  await bo.page.keyboard.press('Enter');

  const dialog = bo.page.getByRole('dialog', { name: 'What it said' });
  await expect(dialog.getByRole('listitem')).toHaveText([/Soup at one/, /now\s*Soup at two/], SOON);
  expect((await new AxeBuilder({ page: bo.page }).analyze()).violations).toEqual([]);
  await bo.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(edited).toBeFocused();
});

test('a deleted message has no history, in Polish on a narrow screen', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await saysAndEdits(ann);
  const ewa = await enters('Ewa', { locale: 'pl-PL', width: 390, height: 844 });
  await ewa.page.goto('/rooms/kitchen');
  await ewa.page.getByRole('button', { name: 'edytowano' }).click();
  const dialog = ewa.page.getByRole('dialog', { name: 'Co tu było napisane' });
  await expect(dialog.getByRole('listitem')).toHaveCount(2, SOON);
  expect(await ewa.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await ewa.page.keyboard.press('Escape');

  await ann.log.getByText('Soup at two').hover();
  await ann.page.getByRole('button', { name: 'Delete' }).click();
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();

  await expect(ewa.page.getByRole('button', { name: 'edytowano' })).toHaveCount(0, SOON);
});
