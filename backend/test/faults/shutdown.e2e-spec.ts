import { NO_FINDINGS } from './kit/check-history.ts';
import { stopUnderLoad } from './scenarios/stop.ts';

describe('a server that is told to stop while people send', () => {
  it('ends with 0, keeps what it acked, and the retry resolves the rest', async () => {
    const { verdict, notes } = await stopUnderLoad({ rounds: 2, senders: 20, rooms: 5 });

    expect(verdict?.findings).toEqual(NO_FINDINGS);
    expect(verdict?.refused).toBe(0);
    expect(notes).toContain('exit codes 0');
  }, 90_000);
});
