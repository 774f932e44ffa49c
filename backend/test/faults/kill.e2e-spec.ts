import { NO_FINDINGS } from './kit/check-history.ts';
import { killUnderLoad } from './scenarios/kill.ts';

describe('a server that is killed while twenty people send', () => {
  it('has every acked message, none twice, no hole, one order, and the senders learn of the rest', async () => {
    const { verdict, ack } = await killUnderLoad({ rounds: 3, senders: 20, rooms: 5 });

    expect(verdict?.findings).toEqual(NO_FINDINGS);
    expect(verdict?.unknownResolved).toBeGreaterThan(0);
    expect(ack?.count).toBeGreaterThan(100);
  }, 90_000);
});
