import { fuzz } from './scenarios/fuzz.ts';

describe('hostile bytes on every layer of the wire', () => {
  it('end no process, touch no prototype, cost little memory, and let the others chat on', async () => {
    const { verdict, held, notes } = await fuzz({ seconds: 10, attackers: 6 });

    expect(verdict?.findings).toEqual({ lost: [], doubled: [], holes: [], reordered: [], torn: [], phantoms: [], contradicted: [], unsettled: [] });
    expect({ held, notes }).toEqual({ held: true, notes });
    expect(verdict?.acked).toBeGreaterThan(10);
  }, 60_000);
});
