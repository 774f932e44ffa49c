import AxeBuilder from '@axe-core/playwright';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import type { Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

test.use({ environment: NO_RATES });

const PASSWORD = 'correct horse battery';
const fine = async ({ page }: Person) => {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
};

async function setsUp(ann: Person, { access = 'Everybody who has the address', room = 'Club' } = {}): Promise<void> {
  const { page } = ann;
  await page.goto('/');
  await page.getByRole('link', { name: 'Set this server up' }).click();
  await page.getByRole('textbox', { name: 'Your name' }).fill(ann.name);
  await page.getByRole('textbox', { name: 'Login' }).fill(ann.name.toLowerCase());
  await page.getByLabel('Password').fill(PASSWORD);
  await fine(ann);
  await page.getByRole('button', { name: 'Become the administrator' }).click();
  await page.getByRole('radio', { name: access }).check();
  await page.getByRole('textbox', { name: 'The first room' }).fill(room);
  await fine(ann);
  await page.getByRole('button', { name: 'Begin' }).click();
  await ann.isIn(room);
}

async function opensAdministration({ page }: Person, part?: string): Promise<void> {
  await page.goto('/admin');
  await expect(page.getByRole('heading', { name: 'Administration' })).toBeVisible();
  if (part !== undefined) await page.getByRole('navigation', { name: 'Parts' }).getByRole('button', { name: part }).click();
}

async function confirms({ page }: Person, action: string, password = PASSWORD): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password').fill(password);
  await dialog.getByRole('button', { name: action }).click();
}

async function invites({ page }: Person): Promise<string> {
  await page.goto('/settings');
  const account = page.getByRole('region', { name: 'Account' });
  await account.getByRole('button', { name: 'Make a link' }).click();
  return account.getByRole('textbox', { name: 'Link' }).inputValue();
}

test('an empty server gets an administrator and a room, and lets in who is invited and nobody else', async ({ comes }) => {
  const ann = await comes('Ann');
  await setsUp(ann, { access: 'Only who is invited' });
  const eve = await comes('Eve');
  await eve.page.goto('/rooms/club');
  await expect(eve.page.getByText('Only who is invited comes in here.')).toBeVisible();
  await expect(eve.page.getByRole('textbox', { name: 'Your name' })).toHaveCount(0);
  await fine(eve);

  const link = await invites(ann);
  await fine(ann);
  const bo = await comes('Bo');
  await bo.page.goto(link);
  await expect(bo.page.getByText('Ann invites you to')).toBeVisible();
  await fine(bo);
  await bo.page.getByRole('textbox', { name: 'Your name' }).fill('Bo');
  await bo.page.keyboard.press('Enter');
  await bo.opensRoom('Club');
  await bo.says('hello');

  await eve.page.goto(link);
  await eve.page.getByRole('button', { name: 'Make an account' }).click();
  await eve.page.getByRole('textbox', { name: 'Your name' }).fill('Eve');
  await eve.page.getByRole('textbox', { name: 'Login' }).fill('eve');
  await eve.page.getByLabel('Password').fill(PASSWORD);
  await eve.page.keyboard.press('Enter');
  await eve.opensRoom('Club');
  await eve.sees('hello');
});

test('a guest who was first becomes the administrator later, and the empty server says how', async ({ enters }) => {
  const ann = await enters('Ann');

  await ann.page.getByRole('main').getByRole('link', { name: 'Become the administrator' }).click();
  await ann.page.getByRole('textbox', { name: 'Login' }).fill('ann');
  await ann.page.getByLabel('Password').fill(PASSWORD);
  await ann.page.keyboard.press('Enter');
  await ann.page.getByRole('button', { name: 'Begin' }).click();
  await ann.page.getByRole('button', { name: 'Settings' }).click();
  await ann.page.getByRole('link', { name: 'Administration' }).click();

  await expect(ann.page.getByRole('list', { name: 'People' }).getByText('ann · administrator')).toBeVisible();
});

test('an administrator finds people, makes an administrator, deactivates, and the list tells it', async ({ comes, enters }) => {
  const ann = await comes('Ann');
  await setsUp(ann);
  const [bo, cy] = [await enters('Bo'), await enters('Cy')];
  await bo.page.goto('/settings');
  await bo.page.getByRole('textbox', { name: 'Login' }).fill('bo');
  await bo.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await bo.page.keyboard.press('Enter');
  await expect(bo.page.getByText('Your login is bo')).toBeVisible();

  await opensAdministration(ann);
  const people = ann.page.getByRole('list', { name: 'People' });
  await expect(people.getByRole('listitem')).toHaveCount(3);
  await fine(ann);
  await ann.page.getByRole('searchbox', { name: 'Find somebody' }).fill('cy');
  await expect(people.getByRole('listitem')).toHaveCount(1);
  await people.getByRole('button', { name: 'Change Cy' }).click();
  await people.getByRole('button', { name: 'Deactivate' }).click();
  await fine(ann);
  await confirms(ann, 'Deactivate', 'wrong horse battery');
  await expect(ann.page.getByText('This is not your password.')).toBeVisible();
  await expect(cy.page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();
  await confirms(ann, 'Deactivate');
  await expect(people.getByText('deactivated')).toBeVisible();
  await expect(cy.page.getByText('Your session has ended. Please enter again.')).toBeVisible();

  await ann.page.getByRole('searchbox', { name: 'Find somebody' }).fill('bo');
  await people.getByRole('button', { name: 'Change Bo' }).click();
  await people.getByRole('button', { name: 'Make an administrator' }).click();
  await confirms(ann, 'Make an administrator');
  await expect(people.getByText('bo · administrator')).toBeVisible();
  await opensAdministration(bo, 'What was done');

  const done = bo.page.getByRole('list', { name: 'Audit list' }).getByRole('listitem');
  await expect(done).toHaveText([/Changed a role: Bo.*Ann/, /Deactivated: Cy.*Ann/, /Changed the settings.*Ann/, /Set the server up: Ann/]);
  await fine(bo);
});

test('a forgotten password is made anew by a link, for one use', async ({ comes, enters }) => {
  const ann = await comes('Ann');
  await setsUp(ann);
  const bo = await enters('Bo');
  await bo.page.goto('/settings');
  await bo.page.getByRole('textbox', { name: 'Login' }).fill('bo');
  await bo.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await bo.page.keyboard.press('Enter');
  await expect(bo.page.getByText('Your login is bo')).toBeVisible();
  await opensAdministration(ann);
  await ann.page.getByRole('button', { name: 'Change Bo' }).click();
  await ann.page.getByRole('button', { name: 'Link for a new password' }).click();
  await confirms(ann, 'Link for a new password');
  const link = await ann.page.getByRole('textbox', { name: 'Link' }).inputValue();

  const phone = await comes('Bo', { width: 390, height: 800 });
  await phone.page.goto(link);
  await phone.page.getByLabel('New password').fill('another horse battery');
  await fine(phone);
  await phone.page.keyboard.press('Enter');
  await phone.page.getByRole('link', { name: 'Sign in' }).click();
  await phone.page.getByRole('button', { name: 'I have an account' }).click();
  await phone.page.getByRole('textbox', { name: 'Login' }).fill('bo');
  await phone.page.getByLabel('Password').fill('another horse battery');
  await phone.page.keyboard.press('Enter');
  await expect(phone.page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();
  await expect(bo.page.getByText('Your session has ended. Please enter again.')).toBeVisible();
  await ann.page.goto(link);
  await expect(ann.page.getByRole('heading', { name: 'This link is over' })).toBeVisible();
});

test('rooms are archived and the server is named and closed to guests, with the password where it matters', async ({ comes }) => {
  const ann = await comes('Ann');
  await setsUp(ann);
  await opensAdministration(ann, 'Rooms');
  const rooms = ann.page.getByRole('list', { name: 'Rooms' });
  await rooms.getByRole('button', { name: 'Archive Club' }).click();
  await confirms(ann, 'Archive');
  await expect(rooms.getByRole('button', { name: 'Open again Club' })).toBeVisible();
  await fine(ann);

  await ann.page.getByRole('navigation', { name: 'Parts' }).getByRole('button', { name: 'Settings' }).click();
  await ann.page.getByRole('textbox', { name: 'What this server is called' }).fill('Our club');
  await ann.page.getByRole('button', { name: 'Save' }).click();
  await expect(ann.page.getByText('It counts from now on.')).toBeVisible();
  await ann.page.getByRole('checkbox', { name: 'Guests may come in by a name alone' }).uncheck();
  await ann.page.getByRole('button', { name: 'Save' }).click();
  await confirms(ann, 'Save');
  await expect(ann.page.getByText('It counts from now on.')).toBeVisible();
  await fine(ann);

  const bo = await comes('Bo');
  await bo.page.goto('/');
  await expect(bo.page.getByText('Our club')).toBeVisible();
  await expect(bo.page.getByRole('textbox', { name: 'Login' })).toBeVisible();
  await expect(bo.page.getByRole('button', { name: 'I have an account' })).toBeVisible();
});

test('for whoever is no administrator there is nothing to administer', async ({ comes, enters }) => {
  const ann = await comes('Ann');
  await setsUp(ann);
  const eve = await enters('Eve');
  await eve.page.getByRole('button', { name: 'Settings' }).click();
  await expect(eve.page.getByRole('button', { name: 'Sign out' })).toBeVisible();
  await expect(eve.page.getByRole('link', { name: 'Administration' })).toHaveCount(0);

  await eve.page.goto('/admin');

  await expect(eve.page.getByText('This does not exist, or no longer.')).toBeVisible();
});
