import AxeBuilder from '@axe-core/playwright';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { expect, test } from './kit/test.ts';

test.use({ environment: NO_RATES });

const SOON = { timeout: 5_000 };

test('what is begun on one device is there on the other, and gone from both when it is sent', async ({ enters, anotherDevice }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const phone = await anotherDevice(ann);
  await phone.opensRoom('Kitchen');

  await ann.composer.pressSequentially('Soup');
  await expect(phone.composer).toHaveValue('Soup', SOON);
  await ann.composer.pressSequentially(' is');
  await expect(phone.composer).toHaveValue('Soup is', SOON);
  await phone.composer.pressSequentially(' ready');
  await phone.composer.blur();
  await ann.composer.blur();
  await expect(ann.composer).toHaveValue('Soup is ready', SOON);
  await ann.composer.press('Enter');

  await expect(ann.composer).toHaveValue('', SOON);
  await expect(phone.composer).toHaveValue('', SOON);
  await phone.page.reload();
  await phone.sees('Soup is ready');
  await expect(phone.composer).toHaveValue('');
});

test('nothing is taken from under the hands of who writes', async ({ enters, anotherDevice }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const phone = await anotherDevice(ann);
  await phone.opensRoom('Kitchen');
  await ann.composer.pressSequentially('Soup');
  await expect(phone.composer).toHaveValue('Soup', SOON);

  await phone.composer.pressSequentially(' of the day');
  await expect(phone.link('Kitchen')).toBeVisible();
  await expect(ann.composer).toBeFocused();
  await expect(ann.composer).toHaveValue('Soup');
  await ann.composer.blur();

  await expect(ann.composer).toHaveValue('Soup of the day', SOON);
});

test('what is begun without a connection goes out with the next, and the list says where something was begun', async ({ enters, anotherDevice }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Attic');
  await ann.createsRoom('Kitchen');
  const phone = await anotherDevice(ann);
  await phone.opensRoom('Attic');
  await ann.context.setOffline(true);
  await ann.composer.pressSequentially('Half a');
  await ann.opensRoom('Attic');
  await expect(phone.link('Kitchen')).not.toHaveAccessibleName(/draft/);

  await ann.context.setOffline(false);

  await expect(phone.link('Kitchen')).toHaveAccessibleName(/draft/, { timeout: 20_000 });
  expect((await new AxeBuilder({ page: phone.page }).analyze()).violations).toEqual([]);
  await phone.opensRoom('Kitchen');
  await expect(phone.composer).toHaveValue('Half a', SOON);
});

test('a draft is of the reader alone, and marked in Polish on a narrow screen too', async ({ enters }) => {
  const ewa = await enters('Ewa', { locale: 'pl-PL', width: 390, height: 844 });
  const rooms = ewa.page.getByRole('dialog');
  for (const name of ['Strych', 'Kuchnia']) {
    if (name === 'Kuchnia') await ewa.page.getByRole('link', { name: 'Wszystkie pokoje' }).click();
    await ewa.page.getByRole('button', { name: 'Nowy pokój' }).first().click();
    await rooms.getByRole('textbox', { name: 'Nazwa' }).fill(name);
    await ewa.page.keyboard.press('Enter');
    await expect(ewa.page.getByRole('textbox', { name: `Napisz w pokoju ${name}` })).toBeVisible(SOON);
    if (name === 'Strych') await ewa.page.getByRole('textbox', { name: 'Napisz w pokoju Strych' }).pressSequentially('Zupa');
  }
  await ewa.page.getByRole('link', { name: 'Wszystkie pokoje' }).click();

  await expect(ewa.page.getByRole('link', { name: /Strych.*szkic/ })).toBeVisible(SOON);
});
