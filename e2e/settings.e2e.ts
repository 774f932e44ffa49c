import type { Locator } from '@playwright/test';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { ChatClient } from './kit/guests.ts';
import { looksRight, rendered } from './kit/looks-right.ts';
import { withNotifications } from './kit/notified.ts';
import type { Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

test.use({ environment: NO_RATES });

async function opensSettings({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('link', { name: 'All settings' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused();
}

const html = ({ page }: Person): Locator => page.locator('html');
const undo = ({ page }: Person): Locator => page.getByRole('button', { name: 'Undo' });
const nameField = ({ page }: Person): Locator => page.getByRole('textbox', { name: 'Your name' });

/** Walks on until something with this name has the focus. */
async function tabTo({ page }: Person, name: RegExp): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => {
      const focused = document.activeElement as HTMLInputElement | null;
      return [focused?.getAttribute('aria-label'), focused?.labels?.[0]?.textContent, focused?.textContent].find(Boolean) ?? '';
    });
    if (name.test(label.trim())) return;
  }
  throw new Error(`Tab does not reach ${String(name)}`);
}

test('a new name is seen by others and in other tabs at once, and is taken back by a click', async ({ enters }) => {
  const bob = await enters('Bob');
  await bob.createsRoom('Kitchen');
  const ann = await enters('Ann');
  await ann.opensRoom('Kitchen');
  const tab = await ann.opensTab();
  await tab.isIn('Kitchen');
  await expect(bob.hereNow.getByText('Ann', { exact: true })).toBeVisible();

  await opensSettings(ann);
  await nameField(ann).fill('  ');
  await nameField(ann).press('Enter');
  await expect(ann.page.getByText('Write a name first')).toBeVisible();
  await expect(nameField(ann)).toHaveAttribute('aria-invalid', 'true');
  await nameField(ann).fill('An\u200Bna');
  await nameField(ann).press('Enter');
  await expect(ann.page.getByText('A name must be seen')).toBeVisible();
  // Chromium's own word for a refusal that was meant to be.
  expect(ann.complaints.splice(0)).toEqual([expect.stringContaining('status of 400')]);
  await nameField(ann).fill('Ania Nowak');
  await nameField(ann).press('Enter');

  await expect(bob.hereNow.getByText('Ania Nowak')).toBeVisible();
  await expect(tab.page.locator('wt-account-menu bdi')).toHaveText('Ania Nowak');
  await tab.says('under my new name');
  await bob.sees('under my new name');
  await expect(bob.log.locator('.author').last()).toHaveText('Ania Nowak');
  await undo(ann).click();
  await expect(bob.hereNow.getByText('Ann', { exact: true })).toBeVisible();
  await expect(nameField(ann)).toHaveValue('Ann');
});

test('looks are chosen by keyboard alone, count at once and in every tab, last, and are taken back', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const tab = await ann.opensTab();
  await tabTo(ann, /^Settings$/);
  await ann.page.keyboard.press('Enter');
  await expect(ann.page.getByRole('group', { name: 'Settings' })).toBeVisible();
  await tabTo(ann, /^All settings$/);
  await ann.page.keyboard.press('Enter');
  await expect(ann.page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused();

  await tabTo(ann, /^Dark$/);
  await ann.page.keyboard.press('Enter');
  await tabTo(ann, /^Compact$/);
  await ann.page.keyboard.press('Space');
  await tabTo(ann, /Largest$/);
  await ann.page.keyboard.press('Enter');

  for (const person of [ann, tab]) {
    await expect(html(person)).toHaveAttribute('data-theme', 'dark');
    await expect(html(person)).toHaveAttribute('data-density', 'compact');
    await expect(html(person)).toHaveCSS('font-size', '24px');
  }
  await expect(ann.page.getByRole('status').getByText('Size of text: Largest.')).toBeVisible();
  await tabTo(ann, /^Undo$/);
  await ann.page.keyboard.press('Enter');
  await expect(html(tab)).toHaveCSS('font-size', '16px');
  await ann.page.reload({ waitUntil: 'commit' });
  await expect(html(ann)).toHaveAttribute('data-theme', 'dark');
  await expect(ann.page).toHaveTitle('Settings · Wątek');
});

test('another language is spoken in all tabs, and is taken back', async ({ enters }) => {
  const ann = await enters('Ann', { before: withNotifications });
  await ann.createsRoom('Kitchen');
  await ann.says('hello');
  await ann.composer.fill('half a thought');
  const tab = await ann.opensTab();
  await tab.isIn('Kitchen');
  await opensSettings(ann);

  await ann.page.getByRole('button', { name: 'Polski' }).click();
  await expect(ann.page.getByRole('heading', { level: 1, name: 'Ustawienia' })).toBeVisible();
  await expect(tab.page.getByRole('textbox', { name: 'Napisz w pokoju Kitchen' })).toHaveValue('half a thought');
  await ann.page.getByText('Nie przeszkadzać').click();
  const words = await ann.page.locator('wt-settings').innerText();
  expect(words).not.toMatch(/\b(settings|theme|spacing|size|text|language|notifications?|browser|room|keys|undo|save|name|draft|kept|quiet|from|message)\b/i);

  await ann.page.reload();
  await ann.page.getByRole('button', { name: 'English' }).click();
  await expect(ann.page.getByText('The page speaks English now.')).toBeVisible();
  await undo(ann).click();
  await expect(ann.page.getByRole('heading', { level: 1, name: 'Ustawienia' })).toBeVisible();
});

test('notifications say what the browser allows, show one, and are quiet at their hours', async ({ enters }) => {
  const ann = await enters('Ann', { before: withNotifications });
  await opensSettings(ann);
  const { page } = ann;
  const desktop = page.getByRole('switch', { name: /^Tell me/ });
  await expect(page.getByText('This browser will ask you first.')).toBeVisible();
  await page.getByRole('button', { name: 'Show me one' }).click();
  await expect(page.getByText('None was shown')).toBeVisible();

  await desktop.check();
  await expect(page.getByText('This browser allows it.')).toBeVisible();
  await page.getByRole('button', { name: 'Show me one' }).click();
  await expect(page.getByText('The browser has been given one.')).toBeVisible();
  expect(await page.evaluate(() => globalThis.shownHere.map(({ body }) => body))).toEqual(['This is how a new message looks.']);
  await undo(ann).click();
  await expect(desktop).not.toBeChecked();

  await page.getByRole('switch', { name: /^Do not disturb/ }).check();
  await page.getByLabel('From').fill('21:30');
  await expect(page.getByText('Quiet from 21:30 to 07:00.')).toBeVisible();
  await page.getByLabel('From').fill('');
  await expect(page.getByText('Give both times')).toBeVisible();
  for (const box of await page.getByRole('group', { name: 'Beginning on' }).getByRole('checkbox').all()) await box.uncheck();
  await expect(page.getByText('Without a day it is never quiet.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('From')).toHaveValue('21:30');
});

test('the levels of all rooms are chosen in one place', async ({ enters, server }) => {
  const host = await ChatClient.enter(server.url, 'Marek');
  const kitchen = await host.createRoom('Kitchen');
  const ann = await enters('Ann');
  await ann.opensRoom('Kitchen');
  await opensSettings(ann);
  const level = ann.page.getByRole('combobox', { name: 'Kitchen' });

  await level.selectOption('Nothing');
  await expect(ann.link('Kitchen')).toHaveClass(/quiet/);
  await host.say(kitchen.id, crypto.randomUUID(), 'unheard');
  await expect(ann.link('Kitchen').locator('.count')).toHaveText('1');
  await expect(ann.page).toHaveTitle('Settings · Wątek');
  await undo(ann).click();

  await expect(ann.page).toHaveTitle('(1) Settings · Wątek');
  await expect(level).toHaveValue('all');
  host.close();
});

test('what is kept here is counted and forgotten, after a question', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await ann.says('hello');
  await ann.createsRoom('Barn');
  await ann.composer.fill('half a thought');
  await opensSettings(ann);
  const section = ann.page.getByRole('region', { name: 'This browser' });
  await expect(section.getByText('1 draft', { exact: true })).toBeVisible();
  await expect(async () => {
    await ann.page.reload();
    await expect(section.getByText('messages of 2 rooms')).toBeVisible({ timeout: 1_000 });
  }).toPass();

  await section.getByRole('button', { name: 'Forget what is kept here' }).click();
  await section.getByRole('button', { name: 'Keep it' }).click();
  await expect(section.getByText('1 draft', { exact: true })).toBeVisible();
  await section.getByRole('button', { name: 'Forget what is kept here' }).click();
  await section.getByRole('button', { name: 'Forget it now' }).click();

  await expect(section.getByText('messages of no room')).toBeVisible();
  await expect(section.getByText('no draft')).toBeVisible();
});

test('settings and the bell are clean at every width in both themes', async ({ enters }) => {
  test.slow();
  const ann = await enters('Ann', { before: withNotifications });
  await ann.createsRoom('Kitchen');
  await ann.says('hello');
  await expect(ann.page.getByRole('region', { name: 'Notifications' })).toBeVisible();
  await ann.page.getByRole('button', { name: 'Notifications of this room' }).click();
  await expect(ann.page.getByRole('radio', { name: /^Everything/ })).toBeFocused();
  await looksRight(ann.page, 'the bell');
  await ann.page.keyboard.press('Escape');

  await ann.page.goto('/settings');
  await ann.page.getByRole('switch', { name: /^Do not disturb/ }).check();
  await looksRight(ann.page, 'settings');
});

/** No two of them cover each other. */
async function areApart(parts: Locator[]): Promise<void> {
  const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) {
      const isApart = a === null || b === null || a.x + a.width <= b.x + 1 || b.x + b.width <= a.x + 1 || a.y + a.height <= b.y + 1 || b.y + b.height <= a.y + 1;
      expect(isApart, `${JSON.stringify(a)} and ${JSON.stringify(b)}`).toBe(true);
    }
  }
}

test('at twice the size of text the page folds instead of squeezing, whether the browser or the page makes it large', async ({ enters }) => {
  const ann = await enters('Ann', { width: 1280 });
  await ann.createsRoom('Trip to the lakes', 'Two cars, five people, one tent');
  await ann.says('a longer message, so that there is something to break into lines');
  const { page } = ann;
  const sides = [page.getByRole('complementary', { name: 'Rooms and you' }), page.getByRole('complementary', { name: 'About this room' })];
  await expect(sides[0] as Locator).toBeInViewport();
  await expect(sides[1] as Locator).toBeInViewport();

  const devtools = await ann.context.newCDPSession(page);
  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
  await expect(html(ann)).toHaveCSS('font-size', '32px');
  for (const side of sides) await expect(side).not.toBeInViewport();
  const header = page.locator('main header');
  await areApart([header.getByRole('heading'), ...(await header.getByRole('button').or(header.getByRole('link')).all())]);
  await areApart([header, ann.log, page.locator('main .foot')]);
  expect((await ann.composer.boundingBox())?.width).toBeGreaterThan(800);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
  await page.getByRole('button', { name: 'Show rooms' }).click();
  await expect(sides[0] as Locator).toBeInViewport();
  await page.keyboard.press('Escape');

  await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16, fixed: 13 } });
  await expect(sides[0] as Locator).toBeInViewport();
  await page.setViewportSize({ width: 1100, height: 800 });
  await rendered(page);
  await expect(sides[0] as Locator).toBeInViewport();
  await opensSettings(ann);
  await page.getByRole('button', { name: 'Largest' }).click();
  await expect(sides[0] as Locator).not.toBeInViewport();
  await page.getByRole('link', { name: 'All rooms' }).click();
  await expect(sides[0] as Locator).toBeInViewport();
});
