import { Samples } from '../../load/samples.mjs';
import { roomIdOf } from '../../servers/people.mjs';
import { visitor } from '../browser.mjs';
import { installProbes } from '../probes.mjs';

const MESSAGES = 2_000;

export const roomSwitch = {
  key: 'switch',
  title: 'From room to room, both of 2,000 messages and seen before',
  seed: () => ({ users: 4, rooms: 2, membersOf: () => [0, 1, 2, 3], messagesIn: () => MESSAGES, sessions: 'cookie' }),
  slow: true,
  goals: [
    { figure: 'p50Ms', text: 'p50', unit: 'ms' },
    { figure: 'p95Ms', text: 'p95', most: 100, unit: 'ms' },
  ],
  async run({ browser, url, sizes, slowdown }) {
    const { context, page } = await visitor(browser, { url, slowdown });
    await page.addInitScript(installProbes);
    await page.goto(`/rooms/${roomIdOf(0)}`);
    await page.locator('[role=log] article .body').last().waitFor();
    const samples = new Samples();
    for (let count = 0; count < sizes.switches + 2; count++) {
      const took = await page.evaluate(([slug, text]) => globalThis.switchTo(slug, text), [roomIdOf((count + 1) % 2), `Message ${MESSAGES} `]);
      // The first time there is loading.
      if (count >= 2) samples.add(took);
    }
    await context.close();
    return { p50Ms: samples.at(0.5), p95Ms: samples.at(0.95) };
  },
};
