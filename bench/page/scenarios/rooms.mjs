import { Samples } from '../../load/samples.mjs';
import { footprint, visitor } from '../browser.mjs';
import { installProbes } from '../probes.mjs';

const SEARCH = 'room-00003';

export const rooms = {
  key: 'rooms',
  title: 'A member of thousands of rooms: until the list is there, and a search in it',
  seed: ({ rooms }) => ({ users: 2, rooms, membersOf: () => [0, 1], sessions: 'cookie' }),
  slow: true,
  goals: [
    { figure: 'listMs', text: 'until the list is painted', unit: 'ms' },
    { figure: 'keyP99Ms', text: 'a key in the search until it is painted, longest', most: 100, unit: 'ms' },
    { figure: 'longestTaskMs', text: 'longest task', unit: 'ms' },
    { figure: 'nodes', text: 'nodes of the document', unit: '' },
    { figure: 'heapMb', text: 'heap', most: 60, unit: 'MB' },
  ],
  async run({ browser, url, slowdown }) {
    const { context, page, devtools } = await visitor(browser, { url, slowdown });
    await page.addInitScript(installProbes);
    const began = performance.now();
    await page.goto('/');
    await page.locator('nav a[href*="/rooms/"]').nth(20).waitFor({ state: 'attached', timeout: 60_000 });
    const listMs = performance.now() - began;
    const { longTasks } = await page.evaluate(() => globalThis.probes);
    await page.locator('[role=search] input, input[type=search], aside input, nav input').first().focus();
    await page.keyboard.type(SEARCH, { delay: 100 });
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 100))));
    const { keys } = await page.evaluate(() => globalThis.probes);
    const samples = new Samples();
    for (const key of keys) samples.add(key);
    const { heapMb, nodes } = await footprint(devtools);
    await context.close();
    return { listMs, keyP99Ms: samples.at(0.99), longestTaskMs: Math.max(0, ...longTasks), nodes, heapMb };
  },
};
