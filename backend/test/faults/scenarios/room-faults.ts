import type { Room } from '../../../src/contract/room.ts';
import { call } from '../../kit/rest.ts';
import { comparedToNoise } from '../kit/noise.ts';
import { quantilesOf } from '../kit/quantiles.ts';
import { reportOf, type Report } from '../kit/report.ts';
import { Stage } from '../kit/stage.ts';
import { pause, until } from '../../kit/until.ts';

export const ROOM_FAULTS = ['throw', 'exit', 'spin', 'hold-lock', 'leak', 'crash-on-start'] as const;
export type RoomFault = (typeof ROOM_FAULTS)[number];

export interface RoomFaultOptions {
  fault: RoomFault;
  senders: number;
  /** How long the others are left to warm up, watched before, and at least watched during the fault. */
  watchMs: number;
  repeat?: number;
}

const IDS: Record<RoomFault, string> = { throw: 'F3', exit: 'F3', spin: 'F4', 'hold-lock': 'F5', leak: 'F6', 'crash-on-start': 'F7' };
/** More than the budget of restarts: the room is given up for a while. */
const CRASHES = 8;

/** F3 to F7: one room's thread is broken while people talk there and in the rooms beside it. */
export async function breakRoom({ fault, senders, watchMs, repeat = 1 }: RoomFaultOptions): Promise<Report> {
  const stage = await Stage.set({ environment: { ROOM_WATCHDOG_SECONDS: '1' }, senders, rooms: 4, roomsPerSender: 4, paceMs: 60, ackTimeoutMs: 20_000 });
  const sick = stage.rooms[0] as Room;
  const healMs: number[] = [];
  try {
    stage.talk();
    await pause(watchMs);
    const warmAt = performance.now();
    await pause(watchMs);
    const from = performance.now();
    for (let n = 0; n < repeat; n++) healMs.push(await breakOnce(stage, sick, fault));
    await pause(Math.max(0, from + watchMs - performance.now()));
    const to = performance.now();
    const verdict = await stage.judge();
    const firstAck = quantilesOf(healMs);
    const notes = [neighbours(stage, sick, { warmAt, from, to }), `${(await viewOf(stage, sick)).thread.restarts} restarts`, nacks(stage)];
    return reportOf(stage, verdict, { fault: IDS[fault], what: `a room's thread: ${fault}${repeat > 1 ? `, ${repeat} times` : ''}`, recovery: { firstAck, atHead: quantilesOf([]) }, notes });
  } finally {
    await stage.close();
  }
}

/** Resolves with the time from the fault to the room's next ack of a message that was sent after it. */
async function breakOnce(stage: Stage, sick: Room, fault: RoomFault): Promise<number> {
  const restarts = (await viewOf(stage, sick)).thread.restarts;
  const from = performance.now();
  await harm(stage, sick, fault);
  const wanted = fault === 'crash-on-start' ? restarts + CRASHES - 3 : restarts + 1;
  await until(async () => (await viewOf(stage, sick)).thread.restarts >= wanted, `the room to be restarted after ${fault}`, 60_000);
  const broken = performance.now();
  const isBack = () => stage.chronicle.acks.findLast(({ roomId, at, ms }) => roomId === sick.id && at + ms > broken);
  await until(() => isBack() !== undefined, 'the room to be back', 90_000);
  return performance.now() - from;
}

async function harm(stage: Stage, sick: Room, fault: RoomFault): Promise<void> {
  const times = fault === 'crash-on-start' ? CRASHES : 1;
  const headers = { authorization: `Bearer ${stage.owner.token}` };
  const { status, text } = await call(`${stage.server.url}/api/faults/rooms/${sick.id}`, { headers, json: { fault, times } });
  if (status !== 202) throw new Error(`The fault was not injected: ${status} ${text}`);
}

async function viewOf(stage: Stage, room: Room): Promise<Room> {
  const headers = { authorization: `Bearer ${stage.owner.token}` };
  return (await call(`${stage.server.url}/api/rooms/${room.id}`, { headers })).json as Room;
}

function neighbours(stage: Stage, sick: Room, { warmAt, from, to }: { warmAt: number; from: number; to: number }): string {
  const others = stage.chronicle.acks.filter(({ roomId }) => roomId !== sick.id);
  return comparedToNoise('other rooms', others, { before: { from: warmAt, to: from }, during: { from, to } });
}

function nacks(stage: Stage): string {
  const unavailable = stage.chronicle.nacksOf('ROOM_UNAVAILABLE');
  return `${unavailable} times ROOM_UNAVAILABLE`;
}
