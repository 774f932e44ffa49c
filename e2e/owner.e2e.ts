import AxeBuilder from '@axe-core/playwright';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { expect, test } from './kit/test.ts';
import type { Person } from './kit/person.ts';

test.use({ environment: NO_RATES });

const SOON = { timeout: 5_000 };
const panel = ({ page }: Person) => page.getByRole('complementary', { name: 'About this room' });
const topicOf = ({ page }: Person) => page.locator('main header p');

test('an owner renames a room, gives it a topic and lets only moderators write; all see it at once', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');
  await expect(panel(bob).getByRole('button', { name: 'Change this room' })).toHaveCount(0);

  await panel(ann).getByRole('button', { name: 'Change this room' }).click();
  const form = ann.page.getByRole('dialog', { name: 'This room' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('');
  await expect(form.getByText('Give the room a name.')).toBeVisible();
  expect((await new AxeBuilder({ page: ann.page }).analyze()).violations).toEqual([]);
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Canteen');
  await form.getByRole('textbox', { name: 'Topic' }).fill('What there is today');
  await form.getByRole('combobox', { name: 'Who can write' }).selectOption('its moderators and owners');
  await form.getByRole('button', { name: 'Save' }).click();

  await bob.looksAt('Canteen');
  await expect(topicOf(bob)).toHaveText('What there is today', SOON);
  await expect(bob.link('Canteen')).toBeVisible(SOON);
  await bob.says('may I?');
  await expect(bob.log.getByText('You are not allowed to do this.')).toBeVisible(SOON);
  await ann.says('soup');
  await bob.sees('soup');
});

test('commands do what they say, unknown ones ask, and two slashes are text', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');

  await ann.says('/me stirs');
  await expect(ann.bodies.last().locator('em')).toHaveText('stirs', SOON);
  await ann.says('/topic Soup of the day');
  await expect(topicOf(ann)).toHaveText('Soup of the day', SOON);
  await expect(ann.composer).toHaveValue('');
  await ann.says('/help');
  await expect(ann.page.getByText('/shrug')).toBeVisible();
  await ann.composer.fill('');

  await ann.says('/frobnicate now');
  await expect(ann.page.getByText('There is no command /frobnicate.')).toBeVisible();
  await expect(ann.composer).toHaveValue('/frobnicate now');
  await ann.page.getByRole('button', { name: 'Send as text' }).click();
  await ann.sees('/frobnicate now');
  await ann.says('//me is text');
  await ann.sees('/me is text');

  await ann.says('/invite');
  await expect(ann.page.getByRole('dialog', { name: 'Invite to Kitchen' })).toBeVisible();
});

test('a command that fails says why, and keeps what was written', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');

  await bob.says('/topic mine');
  await expect(bob.page.getByText('You are not allowed to do this.')).toBeVisible(SOON);
  await expect(bob.composer).toHaveValue('/topic mine');
  await bob.says('/leave');

  await expect(ann.hereNow.getByText('Bob')).toHaveCount(0, SOON);
});
