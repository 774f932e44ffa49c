import { itWith } from '../kit/it-with.ts';
import { canTrace, watchTheDisk } from './scenarios/durability.ts';

describe('a message', () => {
  itWith('strace', canTrace)('is brought to the disk after it was written and before anybody is told', async () => {
    const report = await watchTheDisk({ messages: 20 });

    expect(report?.held).toBe(true);
    expect(report?.notes).toEqual([expect.stringMatching(/^20 messages, \d+ syncs, 0 told before they were synced$/u)]);
  });
});
