import { NO_FINDINGS } from './kit/check-history.ts';
import { lockTheStore } from './scenarios/storage.ts';

describe('a database that another process keeps to itself', () => {
  it('refuses after a bounded wait, loses nothing, and heals by itself', async () => {
    const report = await lockTheStore({ rounds: 1, senders: 6 });

    expect(report.verdict?.findings).toEqual(NO_FINDINGS);
    expect(report.verdict?.refused).toBe(0);
    expect(report.during).toMatchObject({ live: 200, history: 200, acks: 0 });
  }, 90_000);
});
