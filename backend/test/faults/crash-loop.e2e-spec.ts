import { NO_FINDINGS } from './kit/check-history.ts';
import { breakRoom } from './scenarios/room-faults.ts';

describe('a room that crashes again and again', () => {
  it('says that it is unavailable, leaves the others alone, and opens again later', async () => {
    const { verdict, notes } = await breakRoom({ fault: 'crash-on-start', senders: 6, watchMs: 500 });

    expect(verdict?.findings).toEqual(NO_FINDINGS);
    expect(verdict?.refused).toBe(0);
    expect(notes.at(-1)).toMatch(/^[1-9]\d* times ROOM_UNAVAILABLE$/u);
  }, 100_000);
});
