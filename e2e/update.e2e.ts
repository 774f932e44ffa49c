import type { Page } from '@playwright/test';
import { expect, test } from './kit/test.ts';

const PARTS = /\/chunk-[^/]+\.js$/;

/** As after an update: the parts of the page that are not loaded yet are gone, and what the server gives out instead is newer. */
async function losesParts(page: Page): Promise<void> {
  await page.route(PARTS, (route) => route.fulfill({ status: 404, body: '' }));
}

async function isNewer(page: Page): Promise<void> {
  await page.route('**/', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, body: (await answer.text()).replace(/main-(\w+)\.js/g, 'main-NEWER123.js') });
  });
}

function loads(page: Page): () => number {
  let count = 0;
  page.on('domcontentloaded', () => (count += 1));
  return () => count;
}

test('a page whose parts are gone after an update loads itself anew, at the address that was wanted', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await ann.page.goto('/');
  const link = ann.page.getByRole('navigation').getByRole('link', { name: 'Kitchen' });
  await expect(link).toBeVisible();
  await losesParts(ann.page);
  await isNewer(ann.page);
  // The page that comes is whole.
  await ann.page.route('**/rooms/kitchen', async (route) => {
    await ann.page.unroute(PARTS);
    await route.continue();
  });
  await link.click();

  await ann.isIn('Kitchen');
  // The browser's own line about the status.
  ann.complaints.length = 0;
});

test('a page that stays broken says so, and does not load itself for ever', async ({ enters }) => {
  const ann = await enters('Ann');
  await ann.createsRoom('Kitchen');
  await ann.page.goto('/');
  await expect(ann.page.getByRole('navigation').getByRole('link', { name: 'Kitchen' })).toBeVisible();
  const count = loads(ann.page);
  await losesParts(ann.page);
  await ann.page.getByRole('navigation').getByRole('link', { name: 'Kitchen' }).click();

  await expect(ann.page.getByRole('alert').getByText('A part of the page could not be loaded.')).toBeVisible();
  expect(count()).toBe(0);
  await isNewer(ann.page);
  await ann.page.evaluate(() => sessionStorage.setItem('watek.reloadedFor', 'main-NEWER123.js'));
  await ann.page.getByRole('navigation').getByRole('link', { name: 'Kitchen' }).click();

  await expect(ann.page.getByRole('alert').getByText('There is a new version of this page.')).toBeVisible();
  expect(count()).toBe(0);
  await ann.page.unrouteAll();
  await ann.page.getByRole('button', { name: 'Load anew' }).click();
  await expect(ann.page.getByRole('alert').getByText('new version')).toHaveCount(0);
  ann.complaints.length = 0;
});
