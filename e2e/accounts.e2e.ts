import AxeBuilder from '@axe-core/playwright';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { codeOf, stepOf } from '../backend/src/identity/totp.ts';
import type { Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

test.use({ environment: NO_RATES });

const PASSWORD = 'correct horse battery';

async function makesAccount({ page }: Person, login: string): Promise<void> {
  await page.goto('/settings');
  const account = page.getByRole('region', { name: 'Account' });
  await account.getByRole('textbox', { name: 'Login' }).fill(login);
  await account.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await account.getByRole('button', { name: 'Make an account' }).click();
  await expect(account.getByText(`Your login is ${login}`)).toBeVisible();
}

async function signsIn({ page }: Person, login: string, password: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'I have an account' }).click();
  await page.getByRole('textbox', { name: 'Login' }).fill(login);
  await page.getByLabel('Password').fill(password);
  await page.keyboard.press('Enter');
}

test('a guest makes an account, goes on writing, and comes in from another device as the same person', async ({ enters, comes }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await ann.says('before');
  await makesAccount(ann, 'ann');
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);
  await ann.link('Kitchen').click();
  await ann.says('after');
  await ann.sees('after');

  const phone = await comes('Ann', { width: 390, height: 800 });
  await signsIn(phone, 'ANN', 'wrong horse battery');
  await expect(phone.page.getByText('Login or password is not right.')).toBeVisible();
  expect((await new AxeBuilder({ page: phone.page }).analyze()).violations).toEqual([]);
  await phone.page.getByLabel('Password').fill(PASSWORD);
  await phone.page.keyboard.press('Enter');
  await phone.link('Kitchen').click();
  await phone.sees('before');
  await phone.says('from the phone');
  await ann.sees('from the phone');
});

test('a member changes the password, and the other device is put out and comes back by the new one only', async ({ enters, comes }) => {
  const ann = await enters('Ann');
  await makesAccount(ann, 'ann');
  const phone = await comes('Ann');
  await signsIn(phone, 'ann', PASSWORD);
  await expect(phone.page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();

  await ann.page.reload();
  const account = ann.page.getByRole('region', { name: 'Account' });
  await expect(account.getByRole('listitem')).toHaveCount(2);
  await account.getByRole('button', { name: 'Change password' }).click();
  await account.getByLabel('Password of now').fill(PASSWORD);
  await account.getByLabel('New password').fill('another horse battery');
  await account.getByRole('button', { name: 'Change password' }).click();
  await expect(account.getByText('Your password is another one now')).toBeVisible();
  await expect(account.getByRole('listitem')).toHaveCount(1);

  await expect(phone.page.getByText('Your session has ended. Please enter again.')).toBeVisible();
  await signsIn(phone, 'ann', PASSWORD);
  await expect(phone.page.getByText('Login or password is not right.')).toBeVisible();
  await signsIn(phone, 'ann', 'another horse battery');
  await expect(phone.page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();
});

test('a member signs one device out, then all of them', async ({ enters, comes }) => {
  const ann = await enters('Ann');
  await makesAccount(ann, 'ann');
  const [phone, tablet] = [await comes('Ann'), await comes('Ann')];
  for (const device of [phone, tablet]) await signsIn(device, 'ann', PASSWORD);
  for (const { page } of [phone, tablet]) await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();

  await ann.page.reload();
  const account = ann.page.getByRole('region', { name: 'Account' });
  await expect(account.getByRole('listitem')).toHaveCount(3);
  await account.getByRole('listitem').first().getByRole('button').click();
  await expect(tablet.page.getByText('Your session has ended. Please enter again.')).toBeVisible();
  await expect(account.getByRole('listitem')).toHaveCount(2);
  await expect(phone.page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();

  await account.getByRole('button', { name: 'Sign out everywhere' }).click();
  for (const { page } of [ann, phone]) await expect(page.getByRole('button', { name: 'I have an account' })).toBeVisible();
});

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** As an authenticator does it. */
function codeFrom(base32: string, steps = 0): string {
  const bits = [...base32].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = Buffer.from((bits.match(/.{8}/gu) ?? []).map((byte) => Number.parseInt(byte, 2)));
  return codeOf(bytes, stepOf(Date.now()) + steps);
}

test('a member sets up a second factor, comes in by a code and by a recovery code, and removes it', async ({ enters, comes }) => {
  const ann = await enters('Ann');
  await makesAccount(ann, 'ann');
  const account = ann.page.getByRole('region', { name: 'Account' });
  await account.getByRole('button', { name: 'Set up a second factor' }).click();
  await account.getByLabel('Password of now').fill(PASSWORD);
  await ann.page.keyboard.press('Enter');
  const secret = /[A-Z2-7]{32}/u.exec(await account.getByText('type the secret').innerText())?.[0] ?? '';
  await expect(account.getByRole('img', { name: 'QR code for an authenticator' })).toBeVisible();
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);
  await account.getByLabel('Code', { exact: true }).fill(codeFrom(secret, -1));
  await account.getByRole('button', { name: 'Turn it on' }).click();
  const recovery = await account.locator('.codes li').first().innerText();
  await expect(account.getByRole('button', { name: 'Remove the second factor' })).toBeVisible();

  const phone = await comes('Ann', { width: 390, height: 800 });
  await signsIn(phone, 'ann', PASSWORD);
  await expect(phone.page.getByLabel('Code of your authenticator')).toBeFocused();
  expect((await new AxeBuilder({ page: phone.page }).analyze()).violations).toEqual([]);
  await phone.page.keyboard.type('000000');
  await phone.page.keyboard.press('Enter');
  await expect(phone.page.getByText('or the code was used before')).toBeVisible();
  await phone.page.getByLabel('Code of your authenticator').fill(codeFrom(secret));
  await phone.page.keyboard.press('Enter');
  await expect(phone.page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();

  const tablet = await comes('Ann');
  await signsIn(tablet, 'ann', PASSWORD);
  await tablet.page.getByLabel('Code of your authenticator').fill(recovery);
  await tablet.page.keyboard.press('Enter');
  await expect(tablet.page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();

  await account.getByRole('button', { name: 'Remove the second factor' }).click();
  await account.getByLabel('Password of now').fill(PASSWORD);
  await account.getByLabel('Code', { exact: true }).fill(codeFrom(secret, 1));
  await ann.page.keyboard.press('Enter');
  await expect(account.getByRole('button', { name: 'Set up a second factor' })).toBeVisible();
});
