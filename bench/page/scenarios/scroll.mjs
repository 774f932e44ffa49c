import { roomIdOf } from '../../servers/people.mjs';
import { footprint, visitor } from '../browser.mjs';
import { installProbes } from '../probes.mjs';

const STEP_PX = 600;
const STEP_MS = 30;

export const scroll = {
  key: 'scroll',
  title: 'Back through a long history by wheel',
  seed: ({ history }) => ({ users: 4, rooms: 1, membersOf: () => [0, 1, 2, 3], messagesIn: () => history, sessions: 'cookie' }),
  slow: true,
  goals: [
    { figure: 'passed', text: 'messages passed', unit: '' },
    { figure: 'frames', text: 'frames', unit: '' },
    { figure: 'blankFrames', text: 'frames without a row', most: 0, unit: '' },
    { figure: 'jumps', text: 'jumps of the row under the eye', most: 0, unit: '' },
    { figure: 'heapMb', text: 'heap at the end', most: 40, unit: 'MB' },
  ],
  async run({ browser, url, sizes, slowdown }) {
    const { context, page, devtools } = await visitor(browser, { url, slowdown });
    await page.addInitScript(installProbes);
    await page.goto(`/rooms/${roomIdOf(0)}`);
    await page.locator('[role=log] article .body').last().waitFor();
    await page.locator('[role=log]').hover();
    await page.evaluate(() => globalThis.watchScrolling());
    const end = performance.now() + sizes.scrollSeconds * 1_000;
    while (performance.now() < end) {
      await page.mouse.wheel(0, -STEP_PX);
      await page.waitForTimeout(STEP_MS);
    }
    const { frames, blankFrames, jumps } = await page.evaluate(() => globalThis.probes);
    const first = await page.locator('[role=log] article .body').first().textContent();
    const passed = sizes.history - Number(/Message (\d+)/u.exec(first ?? '')?.[1] ?? sizes.history);
    const { heapMb } = await footprint(devtools);
    await context.close();
    return { passed, frames, blankFrames, jumps, heapMb };
  },
};
