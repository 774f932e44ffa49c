import { Dice } from '../kit/dice.ts';
import { quantilesOf } from '../kit/quantiles.ts';
import { reportOf, type Report } from '../kit/report.ts';
import { Stage } from '../kit/stage.ts';
import { pause } from '../../kit/until.ts';

export interface StopOptions {
  rounds: number;
  senders: number;
  rooms: number;
}

/** F26: SIGTERM while everybody sends; the exit code is 0, and what was not acked is resolved by the retry. */
export async function stopUnderLoad({ rounds, senders, rooms }: StopOptions): Promise<Report> {
  const stage = await Stage.set({ senders, rooms, ackTimeoutMs: 3_000 });
  const dice = new Dice(26);
  const codes: (number | null)[] = [];
  const stopMs: number[] = [];
  try {
    stage.talk();
    for (let round = 0; round < rounds; round++) {
      await pause(dice.between(200, 800));
      const from = performance.now();
      codes.push(await stage.server.stop());
      stopMs.push(performance.now() - from);
      await stage.server.launch(new URL(stage.server.url).port);
    }
    const verdict = await stage.judge();
    const held = codes.every((code) => code === 0);
    const { p50, max } = quantilesOf(stopMs);
    const notes = [`exit codes ${[...new Set(codes)].join(', ')}`, `stopped within ${Math.round(p50)} ms, at most ${Math.round(max)} ms`];
    return reportOf(stage, verdict, { fault: 'F26', what: `SIGTERM, ${rounds} rounds, ${senders} senders in ${rooms} rooms`, held, notes });
  } finally {
    await stage.close();
  }
}
