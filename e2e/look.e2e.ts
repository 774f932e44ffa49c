import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import { ChatClient, guestsIn } from './kit/guests.ts';
import type { Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

const WIDTHS = [360, 800, 1400];
const THEMES = ['light', 'dark'] as const;

test.use({ environment: NO_RATES });

/** A page hears of its new width and theme, and draws itself for them, within two frames. */
async function rendered(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
}

/** At every width in both themes: nothing for axe to find, and nothing wider than the page. */
async function looksRight(page: Page, what: string): Promise<void> {
  for (const width of WIDTHS) {
    for (const colorScheme of THEMES) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await rendered(page);
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
      expect(found, `${what} at ${width}, ${colorScheme}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), `${what} at ${width}`).toBeLessThanOrEqual(width);
    }
  }
}

async function withARoom(url: string, person: Person): Promise<ChatClient[]> {
  const host = await ChatClient.enter(url, 'Marek');
  const { room } = await host.do('room:create', { name: 'Kitchen', topic: 'Who cooks what, and what is missing in the fridge', visibility: 'public', clientId: 'kitchen' });
  await host.opens(room.id);
  const guests = await guestsIn(url, room, ['Ola', 'Tomek', 'Zosia']);
  for (const [index, guest] of [host, ...guests].entries()) await guest.say(room.id, `c${index}`, `Line ${index}, see https://example.org`);
  await person.opensRoom('Kitchen');
  return [host, ...guests];
}

test('the door is clean at every width in both themes', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('textbox')).toBeVisible();

  await looksRight(page, 'the door');
});

test('list and room are clean at every width in both themes', async ({ enters, server }) => {
  const ann = await enters('Ann');
  await looksRight(ann.page, 'the list without a room');
  const guests = await withARoom(server.url, ann);
  await ann.isIn('Kitchen');
  await ann.says('And mine.');
  await expect(ann.log.getByText('stored')).toBeVisible();

  await looksRight(ann.page, 'the room');
  for (const guest of guests) guest.close();
});

test('drawer and dialog are clean at every width in both themes', async ({ enters, server }) => {
  const ann = await enters('Ann', { width: 800 });
  const guests = await withARoom(server.url, ann);
  await ann.page.getByRole('button', { name: /here/ }).click();
  await expect(ann.page.getByRole('complementary', { name: 'About this room' })).toBeVisible();
  await looksRight(ann.page, 'the drawer');

  await ann.page.setViewportSize({ width: 1400, height: 800 });
  await ann.page.getByRole('button', { name: 'New room' }).click();
  await expect(ann.page.getByRole('dialog')).toBeVisible();
  await looksRight(ann.page, 'the dialog');
  for (const guest of guests) guest.close();
});

test('a Polish browser is spoken to in Polish, with the right plurals', async ({ enters, server }) => {
  const ala = await enters('Ala', { locale: 'pl-PL', width: 1400 });
  const host = await ChatClient.enter(server.url, 'Marek');
  const room = await host.createRoom('Kuchnia');
  await ala.page.getByRole('navigation').getByRole('link', { name: 'Kuchnia' }).click();
  await ala.page.getByRole('button', { name: 'Dołącz do pokoju' }).click();
  const here = ala.page.locator('main header .who');
  await expect(here).toHaveText(/^\s*1\s*osoba tutaj\s*$/);

  const [second] = await guestsIn(server.url, room, ['Ola']);
  await expect(here).toHaveText(/^\s*2\s*osoby tutaj\s*$/);
  const others = await guestsIn(server.url, room, ['Tomek', 'Zosia', 'Jan']);
  await expect(here).toHaveText(/^\s*5\s*osób tutaj\s*$/);

  await expect(ala.page.locator('html')).toHaveAttribute('lang', 'pl');
  await expect(ala.page.getByRole('textbox', { name: 'Napisz w pokoju Kuchnia' })).toBeVisible();
  const words = await ala.page.locator('body').innerText();
  expect(words).not.toMatch(/\b(rooms?|message|here|topic|thread|state|waiting|restarts|send|find|settings|online|today|yesterday|came in)\b/i);
  for (const guest of [host, second, ...others]) guest?.close();
});
