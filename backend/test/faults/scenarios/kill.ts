import type { Room } from '../../../src/contract/room.ts';
import { Dice } from '../kit/dice.ts';
import { quantilesOf } from '../kit/quantiles.ts';
import { reportOf, type Report } from '../kit/report.ts';
import { Stage } from '../kit/stage.ts';
import { pause, until } from '../../kit/until.ts';

export interface KillOptions {
  rounds: number;
  senders: number;
  rooms: number;
  seed?: number;
  onRound?: (round: number) => void;
}

const LONGEST_LIFE_MS = 900;

interface Recovery {
  firstAckMs: number[];
  atHeadMs: number[];
}

/** F1: the process ends as by a power cut, at a random moment, while everybody sends. */
export async function killUnderLoad({ rounds, senders, rooms, seed = 1, onRound = () => undefined }: KillOptions): Promise<Report> {
  const stage = await Stage.set({ senders, rooms, ackTimeoutMs: 3_000 });
  const dice = new Dice(seed);
  const recovery: Recovery = { firstAckMs: [], atHeadMs: [] };
  try {
    stage.talk();
    for (let round = 1; round <= rounds; round++) {
      await pause(dice.between(100, LONGEST_LIFE_MS));
      await stage.server.kill();
      await comeBack(stage, recovery);
      onRound(round);
    }
    const verdict = await stage.judge();
    const times = { firstAck: quantilesOf(recovery.firstAckMs), atHead: quantilesOf(recovery.atHeadMs) };
    return reportOf(stage, verdict, { fault: 'F1', what: `kill -9, ${rounds} rounds, ${senders} senders in ${rooms} rooms`, recovery: times, notes: [] });
  } finally {
    await stage.close();
  }
}

/** Starts it again on its data and waits until messages are acked and all have what was there at the start. */
async function comeBack(stage: Stage, { firstAckMs, atHeadMs }: Recovery): Promise<void> {
  await stage.server.launch(new URL(stage.server.url).port);
  const healedAt = performance.now();
  const acksBefore = stage.chronicle.acks.length;
  const heads = await headsOf(stage.server.url);
  await until(() => stage.chronicle.acks.length > acksBefore, 'the first ack', 60_000);
  firstAckMs.push(stage.chronicle.lastAckAt - healedAt);
  const views = stage.clients.flatMap((client) => [...client.views.values()]);
  await until(() => views.every((view) => view.last >= (heads.get(view.roomId) ?? 0)), 'everybody to catch up', 60_000);
  atHeadMs.push(performance.now() - healedAt);
}

async function headsOf(url: string): Promise<Map<string, number>> {
  const rooms = (await (await fetch(`${url}/api/rooms`)).json()) as Room[];
  return new Map(rooms.map(({ id, head }) => [id, head]));
}
