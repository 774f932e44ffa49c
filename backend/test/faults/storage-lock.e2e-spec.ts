import { lockTheStore } from './scenarios/storage.ts';

const NOTHING = { lost: [], doubled: [], holes: [], reordered: [], torn: [], phantoms: [], contradicted: [], unsettled: [] };

describe('a database that another process keeps to itself', () => {
  it('refuses after a bounded wait, loses nothing, and heals by itself', async () => {
    const report = await lockTheStore({ rounds: 1, senders: 6 });

    expect(report.verdict?.findings).toEqual(NOTHING);
    expect(report.verdict?.refused).toBe(0);
    expect(report.during).toMatchObject({ live: 200, history: 200, acks: 0 });
  }, 90_000);
});
