import { NO_FINDINGS } from './kit/check-history.ts';
import { fuzz } from './scenarios/fuzz.ts';

describe('hostile bytes on every layer of the wire', () => {
  it('end no process, touch no prototype, cost little memory, and let the others chat on', async () => {
    const { verdict, held, notes } = await fuzz({ seconds: 10, attackers: 6 });

    expect(verdict?.findings).toEqual(NO_FINDINGS);
    expect({ held, notes }).toEqual({ held: true, notes });
    expect(verdict?.acked).toBeGreaterThan(10);
  }, 60_000);
});
