import type { Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

function focused(person: Person): Promise<string> {
  return person.page.evaluate(() => document.activeElement?.tagName ?? 'nothing');
}

/** Presses keys one after another; after each the focus must be somewhere. */
async function press(person: Person, ...keys: string[]): Promise<void> {
  for (const key of keys) {
    await person.page.keyboard.press(key);
    await expect.poll(() => focused(person), { message: `the focus after ${key}` }).not.toBe('BODY');
  }
}

async function type(person: Person, text: string): Promise<void> {
  await person.page.keyboard.type(text);
}

/** Walks until something with this name has the focus. */
async function tabTo(person: Person, name: RegExp, key = 'Tab'): Promise<void> {
  for (let steps = 0; steps < 40; steps += 1) {
    await press(person, key);
    const label = await person.page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '');
    if (name.test(label.trim())) return;
  }
  throw new Error(`${key} does not reach ${String(name)}`);
}

async function createsRoom(person: Person, name: string, key = 'Tab'): Promise<void> {
  await tabTo(person, /^New room$/, key);
  await press(person, 'Enter');
  await expect(person.page.getByRole('dialog', { name: 'New room' })).toBeVisible();
  await expect(person.page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await type(person, name);
  await press(person, 'Enter');
  await person.isIn(name);
}

test('everything goes by keyboard alone, and the focus is never lost', async ({ enters }) => {
  const ann = await enters('Ann');

  await createsRoom(ann, 'Attic');
  await expect(ann.composer).toBeFocused();
  await type(ann, 'written without a mouse');
  await press(ann, 'Shift+Enter');
  await type(ann, 'in two lines');
  await press(ann, 'Enter');
  await expect(ann.bodies).toHaveText(['written without a mouse\nin two lines'], { useInnerText: true });
  await expect(ann.composer).toBeFocused();

  await createsRoom(ann, 'Barn', 'Shift+Tab');

  await press(ann, 'Control+k');
  await expect(ann.page.getByRole('combobox', { name: 'Go to a room' })).toBeFocused();
  await type(ann, 'att');
  await press(ann, 'Enter');
  await ann.isIn('Attic');
  await press(ann, 'Alt+ArrowDown');
  await ann.isIn('Barn');
  await press(ann, 'Alt+ArrowUp');
  await ann.isIn('Attic');
  await expect(ann.composer).toBeFocused();

  await tabTo(ann, /here/, 'Shift+Tab');
  await press(ann, '?');
  await expect(ann.page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await press(ann, 'Escape');
  await expect(ann.page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
});

test('what slides over a narrow page opens and closes by keyboard, and gives the focus back', async ({ enters }) => {
  const ann = await enters('Ann', { width: 800 });
  await ann.createsRoom('Attic');

  await tabTo(ann, /here/);
  await press(ann, 'Enter');
  await expect(ann.page.getByRole('complementary', { name: 'About this room' })).toBeVisible();
  await press(ann, 'Escape');
  await expect(ann.page.getByRole('complementary', { name: 'About this room' })).toHaveCount(0);
  await expect(ann.page.getByRole('button', { name: /here/ })).toBeFocused();

  await press(ann, 'Control+k');
  await expect(ann.page.getByRole('combobox', { name: 'Go to a room' })).toBeFocused();
  await press(ann, 'Escape');
  await expect(ann.page.getByRole('button', { name: /here/ })).toBeFocused();
});
