import { countTransfers, FAST_3G, visitor } from '../browser.mjs';
import { roomIdOf } from '../../servers/people.mjs';

const LIMIT_MS = 60_000;

export const visit = {
  key: 'visit',
  title: 'A room on fast 3G (1.6 Mbit/s, 150 ms, CPU 4 x slower), until its messages are there',
  seed: () => ({ users: 20, rooms: 8, membersOf: () => Array.from({ length: 20 }, (_, user) => user), messagesIn: () => 200, sessions: 'cookie' }),
  slow: false,
  goals: [
    { figure: 'firstMs', text: 'first visit', most: 5_000, unit: 'ms' },
    { figure: 'secondMs', text: 'second visit', most: 2_500, unit: 'ms' },
    { figure: 'doorScriptKb', text: 'scripts of the door', most: 150, unit: 'kB' },
    { figure: 'roomScriptKb', text: 'scripts that a room adds', most: 60, unit: 'kB' },
    { figure: 'firstKb', text: 'all that the first visit loads', unit: 'kB' },
    { figure: 'secondKb', text: 'all that the second visit loads', unit: 'kB' },
  ],
  async run({ browser, url, sizes }) {
    const rounds = [];
    for (let round = 0; round < sizes.visits; round++) rounds.push(await visitTwice(browser, url));
    const door = await doorScripts(browser, url);
    const median = (name) => rounds.map((each) => each[name]).sort((a, b) => a - b)[Math.floor(rounds.length / 2)];
    const [firstMs, secondMs, firstKb, secondKb, scriptKb] = ['firstMs', 'secondMs', 'firstKb', 'secondKb', 'scriptKb'].map(median);
    return { firstMs, secondMs, firstKb, secondKb, doorScriptKb: door, roomScriptKb: scriptKb - door };
  },
};

async function visitTwice(browser, url) {
  const { context, page, devtools } = await visitor(browser, { url, slowdown: 4 });
  const sizes = await countTransfers(devtools);
  await devtools.send('Network.emulateNetworkConditions', FAST_3G);
  const firstMs = await untilMessages(page);
  const [firstKb, scriptKb] = [sizes.all / 1_000, sizes.script / 1_000];
  await page.goto('about:blank');
  sizes.all = 0;
  const secondMs = await untilMessages(page);
  const secondKb = sizes.all / 1_000;
  await context.close();
  return { firstMs, secondMs, firstKb, secondKb, scriptKb };
}

async function untilMessages(page) {
  const began = performance.now();
  await page.goto(`/rooms/${roomIdOf(0)}`, { waitUntil: 'commit', timeout: LIMIT_MS });
  await page.locator('[role=log] article .body').last().waitFor({ timeout: LIMIT_MS });
  return performance.now() - began;
}

async function doorScripts(browser, url) {
  const context = await browser.newContext({ baseURL: url });
  const page = await context.newPage();
  const sizes = await countTransfers(await context.newCDPSession(page));
  await page.goto('/', { waitUntil: 'networkidle' });
  await context.close();
  return sizes.script / 1_000;
}
