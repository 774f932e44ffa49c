import { NO_FINDINGS } from './kit/check-history.ts';
import { fallSilent } from './scenarios/silent.ts';

describe('sockets that do not read, in a flooded room', () => {
  it('are closed, cost the others nothing and the server little, and come back whole', async () => {
    const { verdict, held, notes, peakMib } = await fallSilent({ senders: 5, listeners: 10, silent: 5, bufferBytes: 262_144, watchMs: 500 });

    expect(verdict?.findings).toEqual(NO_FINDINGS);
    expect({ held, notes }).toEqual({ held: true, notes: expect.any(Array) as string[] });
    expect(peakMib).toBeLessThan(600);
  }, 90_000);
});
