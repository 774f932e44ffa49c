import AxeBuilder from '@axe-core/playwright';
import type { Locator } from '@playwright/test';
import { expect, test } from './kit/test.ts';
import type { Entrance, Person } from './kit/person.ts';

/** Two people in a room, one of whom has said something. */
async function talk(enters: (name: string, entrance?: Entrance) => Promise<Person>, entrance: Entrance = {}): Promise<[ann: Person, bob: Person]> {
  const ann = await enters('Ann', entrance);
  await ann.createsRoom('Kitchen');
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');
  await ann.says('soup at noon');
  await bob.sees('soup at noon');
  return [ann, bob];
}

const rowOf = (person: Person, text: string): Locator => person.log.locator('wt-message-row').filter({ hasText: text });

async function acts(person: Person, text: string, action: string): Promise<void> {
  await rowOf(person, text).hover();
  await rowOf(person, text).getByRole('button', { name: action, exact: true }).click();
}

const chip = (person: Person, text: string, emoji: string): Locator => rowOf(person, text).getByRole('listitem').filter({ hasText: emoji }).getByRole('button');

test('the last own message is changed with the arrow, and everybody sees that it was', async ({ enters }) => {
  const [ann, bob] = await talk(enters);

  await ann.composer.press('ArrowUp');
  await expect(ann.composer).toHaveValue('soup at noon');
  await ann.composer.fill('soup at one');
  await ann.composer.press('Enter');

  await bob.sees('soup at one');
  await expect(rowOf(bob, 'soup at one').getByText('edited')).toBeVisible();
  await expect(ann.composer).toHaveValue('');
  await bob.composer.press('ArrowUp');
  await expect(bob.composer).toHaveValue('');
});

test('an edit that is given up changes nothing, and what was being written is there again', async ({ enters }) => {
  const [ann] = await talk(enters);
  await ann.composer.fill('half a sentence');
  await acts(ann, 'soup at noon', 'Edit');
  await expect(ann.composer).toHaveValue('soup at noon');

  await ann.composer.fill('something else');
  await ann.composer.press('Escape');

  await expect(ann.composer).toHaveValue('half a sentence');
  await ann.sees('soup at noon');
});

test('a deleted message is asked about once, and gone for everybody', async ({ enters }) => {
  const [ann, bob] = await talk(enters);
  await acts(ann, 'soup at noon', 'Delete');
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await ann.sees('soup at noon');

  await acts(ann, 'soup at noon', 'Delete');
  await ann.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();

  await bob.sees('This message was deleted.');
  await expect(bob.page.getByText('soup at noon')).toHaveCount(0);
  await rowOf(bob, 'This message was deleted.').hover();
  await expect(bob.log.getByRole('button', { name: 'Answer', exact: true })).toHaveCount(0);
});

test('both react, see who did, and take it back', async ({ enters }) => {
  const [ann, bob] = await talk(enters);
  await acts(bob, 'soup at noon', '👍');
  await expect(chip(ann, 'soup at noon', '👍')).toHaveAttribute('aria-label', '👍, 1: Bob');

  await chip(ann, 'soup at noon', '👍').click();
  await expect(chip(bob, 'soup at noon', '👍')).toHaveAttribute('aria-label', '👍, 2: you and Ann');
  await expect(chip(bob, 'soup at noon', '👍')).toHaveAttribute('aria-pressed', 'true');
  await chip(bob, 'soup at noon', '👍').click();
  await expect(chip(ann, 'soup at noon', '👍')).toHaveAttribute('aria-label', '👍, 1: you');
});

test('any emoji is found by a word of either language', async ({ enters }) => {
  const [ann, bob] = await talk(enters, { locale: 'en-GB' });
  await acts(ann, 'soup at noon', 'React');
  const picker = ann.page.getByRole('dialog', { name: 'Emoji' });
  await picker.getByRole('searchbox').fill('pot of food');
  await picker.getByRole('button', { name: 'pot of food' }).click();

  await expect(chip(bob, 'soup at noon', '🍲')).toBeVisible();
});

test('an answer shows what it answers, and its chain stands beside the conversation', async ({ enters }) => {
  const [ann, bob] = await talk(enters);
  await acts(bob, 'soup at noon', 'Answer');
  await expect(bob.page.getByText('Answering')).toBeVisible();
  await bob.says('with bread');
  await ann.sees('with bread');
  await expect(rowOf(ann, 'with bread').getByRole('button', { name: /Answers Ann, soup at noon/ })).toBeVisible();

  await rowOf(ann, 'soup at noon').getByRole('button', { name: '1 answer' }).first().click();
  const pane = ann.page.getByRole('complementary', { name: 'Answers' });
  await expect(pane.getByText('with bread')).toBeVisible();
  await pane.getByRole('textbox').fill('and butter');
  await pane.getByRole('textbox').press('Enter');

  await expect(rowOf(bob, 'and butter').getByRole('button', { name: /Answers Bob, with bread/ })).toBeVisible();
  await expect(pane.getByText('and butter')).toBeVisible();
  await ann.page.goBack();
  await expect(pane).toHaveCount(0);
});

test('a pinned message is found again', async ({ enters }) => {
  const [ann, bob] = await talk(enters);
  await acts(ann, 'soup at noon', 'Pin');
  await expect(rowOf(bob, 'soup at noon').getByRole('img', { name: 'Pinned' })).toBeVisible();

  await bob.page.getByRole('link', { name: 'Pinned messages' }).click();
  const pane = bob.page.getByRole('complementary', { name: 'Pinned messages' });
  await expect(pane.getByText('soup at noon')).toBeVisible();
  await expect(pane.getByRole('button', { name: 'Unpin' })).toHaveCount(0);
  await acts(ann, 'soup at noon', 'Unpin');
  await expect(pane.getByText('Nothing is pinned here.')).toBeVisible();
});

test('what is done to messages without a connection happens afterwards, once and in order', async ({ enters, server }) => {
  const [ann, bob] = await talk(enters);
  const { port } = new URL(server.url);
  await server.stop();
  await expect(ann.connection).not.toHaveText('');
  await ann.composer.press('ArrowUp');
  await expect(ann.composer).toHaveValue('soup at noon');
  await ann.composer.fill('soup at one');
  await ann.composer.press('Enter');
  await acts(ann, 'soup at one', '👍');
  await ann.says('bring spoons');
  await expect(rowOf(ann, 'soup at one').getByText('waiting for connection')).toBeVisible();

  await server.launch(port);
  await ann.reconnects();
  await bob.reconnects();

  await bob.sees('soup at one');
  await bob.sees('bring spoons');
  await expect(chip(bob, 'soup at one', '👍')).toHaveAttribute('aria-label', '👍, 1: Ann');
  await expect(ann.log.getByText('waiting for connection')).toHaveCount(0);
});

test('a link leads to the very message, wherever it stands', async ({ enters }) => {
  const [ann, bob] = await talk(enters);
  for (let count = 1; count <= 60; count++) await ann.says(`number ${count}`);
  await bob.sees('number 60');

  // The mark is there for a moment only, so it is waited for from the beginning.
  const isMarked = expect(rowOf(bob, 'soup at noon')).toHaveClass(/marked/, { timeout: 10_000 });
  await bob.page.goto('/rooms/kitchen/1');

  await isMarked;
  await expect(bob.message('soup at noon')).toBeInViewport();
});

test('everything is done with the keyboard alone', async ({ enters }) => {
  const [ann, bob] = await talk(enters);
  await bob.log.focus();
  await bob.page.keyboard.press('ArrowUp');
  await expect(rowOf(bob, 'soup at noon').locator('article')).toBeFocused();
  await expect(bob.log.getByRole('toolbar')).toBeVisible();
  await bob.page.keyboard.press('Tab');
  await bob.page.keyboard.press('Enter');
  await expect(chip(ann, 'soup at noon', '👍')).toBeVisible();

  await bob.log.focus();
  await bob.page.keyboard.press('ArrowUp');
  await expect(bob.log.getByRole('toolbar')).toBeVisible();
  await bob.page.keyboard.press('Tab');
  for (let step = 0; step < 4; step++) await bob.page.keyboard.press('ArrowRight');
  await bob.page.keyboard.press('Enter');
  await expect(bob.composer).toBeFocused();
  await bob.page.keyboard.type('yes');
  await bob.page.keyboard.press('Enter');
  await expect(rowOf(ann, 'yes').getByRole('button', { name: /Answers Ann/ })).toBeVisible();
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true });
  test('a long press brings what can be done from below', async ({ enters }) => {
    const [ann] = await talk(enters, { width: 390, height: 844 });
    const box = await rowOf(ann, 'soup at noon').boundingBox();
    const devtools = await ann.context.newCDPSession(ann.page);
    const touchPoints = [{ x: (box?.x ?? 0) + 80, y: (box?.y ?? 0) + 20 }];
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
    await expect(ann.page.getByRole('toolbar').getByRole('button', { name: 'Edit' })).toBeVisible();
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    const sizes = await ann.page.getByRole('toolbar').getByRole('button').evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().height));

    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(44);
    await ann.page.getByRole('toolbar').getByRole('button', { name: 'Edit' }).click();
    await expect(ann.composer).toHaveValue('soup at noon');
  });
});

for (const theme of ['light', 'dark'] as const) {
  test(`marks are clean in the ${theme} theme, and Polish in Polish`, async ({ enters }) => {
    const ann = await enters('Ann', { theme });
    await ann.createsRoom('Kitchen');
    await ann.says('soup at noon');
    const ola = await enters('Ola', { theme, locale: 'pl-PL' });
    await ola.page.getByRole('navigation').getByRole('link', { name: 'Kitchen' }).click();
    await ola.page.getByRole('button', { name: 'Dołącz do pokoju' }).click();
    await ola.page.locator('wt-message-row').first().hover();
    await ola.page.getByRole('button', { name: 'Odpowiedz' }).click();
    await expect(ola.page.getByText('Odpowiadasz:')).toBeVisible();
    await ola.page.locator('wt-message-row').first().hover();
    await ola.page.getByRole('button', { name: 'Zareaguj' }).click();
    const picker = ola.page.getByRole('dialog', { name: 'Emoji' });
    // All are drawn by one template: a few are enough, and nearly two thousand keep axe busy for a quarter of a minute.
    await picker.getByRole('searchbox').fill('serce');
    await expect.poll(() => picker.getByRole('button').count()).toBeLessThan(80);

    const { violations } = await new AxeBuilder({ page: ola.page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
}
