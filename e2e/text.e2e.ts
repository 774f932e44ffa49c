import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './kit/test.ts';

const FENCE = '```';

test('marks are drawn as what they mean, for both who talk', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  const bob = await enters('Bob');
  await bob.opensRoom('Kitchen');
  await ann.says(`**bold**, *italic*, ~~gone~~ and \`code\`\n> quoted\n- [x] salt\n- [ ] bread\n\n| who | what |\n|---|---|\n| Ann | soup |\n\n${FENCE}ts\nconst a = 1;\n${FENCE}`);

  const body = bob.log.locator('.body').first();
  await expect(body.locator('strong')).toHaveText('bold');
  await expect(body.locator('em')).toHaveText('italic');
  await expect(body.locator('s')).toHaveText('gone');
  await expect(body.locator('blockquote')).toHaveText('quoted');
  await expect(body.getByRole('checkbox', { name: 'done', exact: true })).toBeChecked();
  await expect(body.getByRole('cell', { name: 'soup' })).toBeVisible();
  await expect(body.locator('pre')).toHaveText('const a = 1;');
  for (const theme of ['light', 'dark'] as const) {
    await bob.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page: bob.page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  }
});

test('a text without marks is what was written, to the last blank', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await ann.says('  two blanks\n\ta tab\n\nsnake_case and 2*3*4');

  await expect(ann.log.locator('.body')).toHaveText('  two blanks\n\ta tab\n\nsnake_case and 2*3*4', { useInnerText: true });
  expect(await ann.log.locator('.body').evaluate((body) => body.textContent)).toBe('  two blanks\n\ta tab\n\nsnake_case and 2*3*4');
});

test('a link that says another address than it leads to says both', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await ann.says('[https://bank.example](https://evil.example/login)');

  await expect(ann.log.getByRole('link')).toHaveAttribute('href', 'https://evil.example/login');
  await expect(ann.log.getByText('(evil.example)')).toBeVisible();
});

test('bombs of marks neither stop the page nor widen it', async ({ enters }) => {
  const ann = await enters('Ann', { width: 390, height: 844 });
  await ann.createsRoom('Kitchen');
  for (const bomb of ['*', '_~`', '> ', '[a](', 'a\u0301\u0302', `${FENCE}\n${'x'.repeat(3_900)}`, 'https://', '| ']) await ann.says(bomb.length > 100 ? bomb : bomb.repeat(Math.floor(3_900 / bomb.length)));
  await expect(ann.log.locator('wt-message-row')).toHaveCount(8);

  await ann.says('still here');
  await ann.sees('still here');
  expect(await ann.page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
