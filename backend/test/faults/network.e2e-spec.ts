import { NO_FINDINGS } from './kit/check-history.ts';
import { loseAcks } from './scenarios/lost-acks.ts';

describe('senders whose acks are lost', () => {
  it('send the same again and get the first result: one row, one number, shown once', async () => {
    const { verdict } = await loseAcks({ rounds: 3, senders: 10, deafMs: 500 });

    expect(verdict?.findings).toEqual(NO_FINDINGS);
    expect(verdict?.unknownResolved).toBeGreaterThan(0);
  }, 60_000);
});
