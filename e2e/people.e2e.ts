import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { expect, test } from './kit/test.ts';
import type { Person } from './kit/person.ts';

test.use({ environment: NO_RATES });

const SOON = { timeout: 5_000 };

async function createsPrivate(person: Person, name: string): Promise<void> {
  await person.page.getByRole('button', { name: 'New room' }).first().click();
  const dialog = person.page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
  await dialog.getByRole('radio', { name: 'Private' }).check();
  await dialog.getByRole('button', { name: 'Create' }).click();
  await person.isIn(name);
}

const dialogOf = ({ page }: Person) => page.getByRole('dialog');
const invites = (person: Person) => person.page.getByRole('complementary', { name: 'About this room' }).getByRole('button', { name: 'Invite people' }).click();
const looksAtPerson = (person: Person, name: string) => person.page.getByRole('complementary', { name: 'About this room' }).getByRole('button', { name }).click();

async function hasNoFaults(page: Page): Promise<void> {
  // What still comes up is not yet as it will be.
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
}

test('a link brings somebody who has never been here into a private room', async ({ enters, comes }) => {
  const ann = await enters('Ann');
  await createsPrivate(ann, 'Committee');
  await ann.says('said before');
  await invites(ann);
  await dialogOf(ann).getByRole('button', { name: 'Make a link' }).click();
  const link = await dialogOf(ann).getByRole('textbox', { name: 'Link' }).inputValue();
  await dialogOf(ann).getByRole('button', { name: 'QR code' }).click();
  await expect(dialogOf(ann).getByRole('img', { name: 'QR code of the link' })).toBeVisible();
  await ann.page.keyboard.press('Escape');

  const bob = await comes('Bob');
  await bob.page.goto(new URL(link).pathname);
  await expect(bob.page.getByRole('heading', { level: 2 })).toHaveText(/Ann invites you to\s*Committee/);
  await bob.page.getByRole('textbox', { name: 'Your name' }).fill('Bob');
  await bob.page.getByRole('button', { name: 'Come in' }).click();

  await bob.isIn('Committee');
  await bob.sees('said before');
  await expect(ann.log.getByText('came in, invited by Ann')).toBeVisible(SOON);
  await bob.says('hello');
  await ann.sees('hello');
});

test('an invitation that was ended says so, and lets nobody in', async ({ enters }) => {
  const ann = await enters('Ann');
  await createsPrivate(ann, 'Committee');
  await invites(ann);
  await dialogOf(ann).getByRole('button', { name: 'Make a link' }).click();
  const link = await dialogOf(ann).getByRole('textbox', { name: 'Link' }).inputValue();
  await ann.page.keyboard.press('Escape');
  await invites(ann);
  await dialogOf(ann).getByRole('button', { name: 'End the invitation of Ann' }).click();
  await expect(dialogOf(ann).getByRole('button', { name: 'End the invitation of Ann' })).toHaveCount(0);

  const bob = await enters('Bob');
  await bob.page.goto(new URL(link).pathname);

  await expect(bob.page.getByRole('heading', { name: 'This invitation is over' })).toBeVisible();
  await hasNoFaults(bob.page);
});

test('whoever can be found is brought in by a click, and has the room at once', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Square');
  const bob = await enters('Żółty Bob');
  await bob.opensRoom('Square');
  await createsPrivate(ann, 'Committee');

  await invites(ann);
  await dialogOf(ann).getByRole('textbox', { name: 'Find somebody by name' }).fill('zol');
  await dialogOf(ann).getByRole('button', { name: 'Żółty Bob' }).click();

  await expect(dialogOf(ann).getByRole('button', { name: 'Żółty Bob brought in' })).toBeDisabled();
  await expect(bob.link('Committee')).toBeVisible(SOON);
  await expect(ann.log.getByText('brought in Żółty Bob')).toBeVisible(SOON);
});

test('two talk alone: the same conversation from either side, with unread and presence', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Square');
  const bob = await enters('Bob');
  await bob.opensRoom('Square');

  await looksAtPerson(bob, 'Ann');
  await dialogOf(bob).getByRole('button', { name: 'Write to this person alone' }).click();
  await bob.isIn('Ann');
  await bob.says('just between us');

  await expect(ann.link('Bob').locator('.count')).toHaveText('1', SOON);
  await expect(ann.link('Bob')).toHaveAccessibleName(/is here/);
  await ann.link('Bob').click();
  await ann.isIn('Bob');
  await ann.sees('just between us');
  await expect(ann.page.getByRole('button', { name: 'Leave room' })).toHaveCount(0);
  await bob.leaves();
  await expect(ann.link('Bob')).not.toHaveAccessibleName(/is here/, SOON);
});

test('a conversation of several is found again by the same people, with the keyboard alone', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Square');
  for (const name of ['Bob', 'Cid']) await (await enters(name)).opensRoom('Square');
  const opensWith = async (names: string[]) => {
    await ann.page.getByRole('button', { name: 'New conversation' }).focus();
    await ann.page.keyboard.press('Enter');
    await expect(dialogOf(ann).getByRole('textbox')).toBeFocused();
    for (const name of names) {
      await dialogOf(ann).getByRole('textbox').fill(name);
      const found = dialogOf(ann).getByRole('list', { name: 'Find somebody by name' }).getByRole('button');
      await expect(found).toHaveText([new RegExp(name)]);
      await ann.page.keyboard.press('ArrowDown');
      await ann.page.keyboard.press('Enter');
      await ann.page.keyboard.press('ArrowUp');
    }
    await dialogOf(ann).getByRole('button', { name: 'Open the conversation' }).press('Enter');
  };

  await opensWith(['Bob', 'Cid']);
  await ann.isIn('Bob, Cid');
  const address = ann.page.url();
  await ann.says('all three');
  await ann.link('Square').click();
  await opensWith(['Cid', 'Bob']);

  await ann.isIn('Bob, Cid');
  expect(ann.page.url()).toBe(address);
});

test('whom one blocks can write nothing more to one alone, and is not told why', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Square');
  const bob = await enters('Bob');
  await bob.opensRoom('Square');
  await looksAtPerson(bob, 'Ann');
  await dialogOf(bob).getByRole('button', { name: 'Write to this person alone' }).click();
  await bob.isIn('Ann');
  await bob.says('first');
  await expect(ann.link('Bob')).toBeVisible(SOON);

  await looksAtPerson(ann, 'Bob');
  await dialogOf(ann).getByRole('button', { name: 'Block', exact: true }).click();
  await expect(dialogOf(ann).getByRole('button', { name: 'Block no more' })).toBeVisible(SOON);
  await bob.says('second');

  await expect(bob.log.getByText('You are not allowed to do this.')).toBeVisible(SOON);
  await expect(bob.page.getByText(/block/i)).toHaveCount(0);
  await ann.page.keyboard.press('Escape');
  await ann.link('Bob').click();
  await expect(ann.page.getByText('You have blocked Bob.')).toBeVisible(SOON);
  await expect(ann.composer).toHaveCount(0);
  await ann.page.getByRole('button', { name: 'Block no more' }).click();
  await expect(ann.composer).toBeVisible(SOON);
  await bob.log.getByRole('button', { name: 'Retry' }).click();
  await ann.sees('second');
});

test('an owner makes a moderator, who removes somebody; the buttons are there for nobody else', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Square');
  const bob = await enters('Bob');
  const cid = await enters('Cid');
  for (const person of [bob, cid]) await person.opensRoom('Square');

  await looksAtPerson(bob, 'Cid');
  await expect(dialogOf(bob).getByRole('heading', { name: 'Cid' })).toBeVisible();
  await expect(dialogOf(bob).getByRole('heading', { name: 'In this room' })).toHaveCount(0);
  await bob.page.keyboard.press('Escape');
  await looksAtPerson(ann, 'Bob');
  await dialogOf(ann).getByRole('button', { name: 'Make a moderator' }).click();
  await expect(bob.log.getByText('made Bob a moderator')).toBeVisible(SOON);
  await looksAtPerson(bob, 'Cid');
  await dialogOf(bob).getByRole('button', { name: 'Remove from the room' }).click();
  await dialogOf(bob).getByRole('button', { name: 'Really remove' }).click();

  await expect(cid.joinButton).toBeVisible(SOON);
});

for (const theme of ['light', 'dark'] as const) {
  test(`the dialogs have no fault that a program could find, ${theme}`, async ({ enters }) => {
    const ann = await enters('Ann', { theme });
    await createsPrivate(ann, 'Committee');
    await invites(ann);
    await dialogOf(ann).getByRole('button', { name: 'Make a link' }).click();
    await dialogOf(ann).getByRole('button', { name: 'QR code' }).click();
    await hasNoFaults(ann.page);
    await ann.page.keyboard.press('Escape');

    await looksAtPerson(ann, 'Ann');
    await expect(dialogOf(ann).getByRole('heading', { name: 'Ann' })).toBeVisible();
    await hasNoFaults(ann.page);
    await ann.page.keyboard.press('Escape');
    await ann.page.getByRole('button', { name: 'New conversation' }).click();
    await expect(dialogOf(ann).getByRole('textbox')).toBeFocused();
    await hasNoFaults(ann.page);
  });
}

test('on a telephone, in Polish, by touch', async ({ enters, comes }) => {
  const ann = await enters('Ann');
  await createsPrivate(ann, 'Zarząd');
  await invites(ann);
  await dialogOf(ann).getByRole('button', { name: 'Make a link' }).click();
  const link = await dialogOf(ann).getByRole('textbox', { name: 'Link' }).inputValue();

  const ewa = await comes('Ewa', { locale: 'pl-PL', width: 390, height: 844 });
  await ewa.page.goto(new URL(link).pathname);
  await expect(ewa.page.getByRole('heading', { level: 2 })).toHaveText(/Ann zaprasza do pokoju\s*Zarząd/);
  await ewa.page.getByRole('textbox', { name: 'Twoje imię' }).fill('Ewa');
  await ewa.page.getByRole('button', { name: 'Wejdź' }).click();

  await expect(ewa.page.getByRole('textbox', { name: 'Napisz w pokoju Zarząd' })).toBeVisible();
  expect(await ewa.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
