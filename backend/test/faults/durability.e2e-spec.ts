import { watchTheDisk } from './scenarios/durability.ts';

describe('a message', () => {
  it('is brought to the disk after it was written and before anybody is told', async () => {
    const report = await watchTheDisk({ messages: 20 });
    if (report === null) return console.log('Skipped: strace is not here, or may not look.');

    expect(report.held).toBe(true);
    expect(report.notes).toEqual([expect.stringMatching(/^20 messages, \d+ syncs, 0 told before they were synced$/u)]);
  });
});
