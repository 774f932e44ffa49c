import { ChatClient } from '../backend/test/kit/chat-client.ts';
import { NO_RATES } from '../backend/test/kit/server-process.ts';
import type { Person } from './kit/person.ts';
import { expect, test } from './kit/test.ts';

const LENGTH = 300;
/** Rows have fractions of pixels, and places to scroll to have none: so much nobody sees. */
const STILL_PX = 3;

test.use({ environment: NO_RATES });

/** The first message that can be seen, and how far it is from the top of the list. */
function firstVisible(person: Person): Promise<{ text: string; top: number }> {
  return person.log.evaluate((log) => {
    const edge = log.getBoundingClientRect().top;
    const body = [...log.querySelectorAll('.body')].find((row) => row.getBoundingClientRect().top >= edge);
    return { text: body?.textContent ?? '', top: (body?.getBoundingClientRect().top ?? 0) - edge };
  });
}

function topOf(person: Person, text: string): Promise<number> {
  return person.message(text).evaluate((row) => row.getBoundingClientRect().top - (row.closest('[role=log]')?.getBoundingClientRect().top ?? 0));
}

function scrollBy(person: Person, pixels: number): Promise<void> {
  return person.log.evaluate((log, by) => log.scrollBy(0, by), pixels);
}

test('older messages come while scrolling up, without a jump, and the latest are one click away', async ({ enters, server }) => {
  const writer = await ChatClient.enter(server.url, 'Writer');
  const room = await writer.createRoom('Archive');
  for (let count = 1; count <= LENGTH; count += 1) await writer.say(room.id, `c${count}`, `message number ${count}`);
  const ann = await enters('Ann');
  await ann.opensRoom('Archive');
  await ann.sees(`message number ${LENGTH}`);

  await expect.poll(() => ann.bodies.count()).toBeGreaterThan(50);
  const loaded = await ann.bodies.count();
  // Just far enough for the next page to be asked for while something is being read.
  await scrollBy(ann, -1_000_000);
  await scrollBy(ann, 300);
  const before = await firstVisible(ann);
  await expect.poll(() => ann.bodies.count()).toBeGreaterThan(loaded);
  expect(Math.abs((await topOf(ann, before.text)) - before.top)).toBeLessThanOrEqual(STILL_PX);

  await writer.say(room.id, 'late-1', 'a late one');
  await writer.say(room.id, 'late-2', 'and another');
  await expect(ann.page.getByRole('button', { name: '2 new messages' })).toBeVisible();
  expect(Math.abs((await topOf(ann, before.text)) - before.top)).toBeLessThanOrEqual(STILL_PX);

  await ann.page.getByRole('button', { name: '2 new messages' }).click();
  await expect(ann.message('and another')).toBeInViewport();
  await expect(ann.page.getByRole('button', { name: '2 new messages' })).toHaveCount(0);
  // Only what has been on the screen for a moment is read: else they would be new again from further up.
  await expect(ann.page.getByRole('link', { name: /unread/ })).toHaveCount(0);

  for (let page = 0; page < 10 && (await ann.log.getByText('This is where the room begins.').count()) === 0; page += 1) {
    const count = await ann.bodies.count();
    await scrollBy(ann, -1_000_000);
    await expect.poll(async () => (await ann.bodies.count()) !== count || (await ann.log.getByText('This is where').count()) > 0).toBe(true);
  }
  await expect(ann.message('message number 1')).toHaveCount(1);
  await ann.page.getByRole('button', { name: 'To the latest' }).click();
  await expect(ann.message('and another')).toBeInViewport();
  writer.close();
});
