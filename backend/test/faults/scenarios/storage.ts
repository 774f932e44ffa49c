import { DatabaseSync } from 'node:sqlite';
import { call } from '../../kit/rest.ts';
import { quantilesOf } from '../kit/quantiles.ts';
import { reportOf, type Report } from '../kit/report.ts';
import { SmallDisk } from '../kit/small-disk.ts';
import { Stage } from '../kit/stage.ts';
import { pause, until } from '../../kit/until.ts';

export interface StorageOptions {
  rounds: number;
  senders: number;
}

export interface StorageReport extends Report {
  /** What held while nothing could be stored. */
  during: { ready: number; live: number; history: number; acks: number };
}

interface Harm {
  begin: () => void;
  end: () => void;
  code: 'STORAGE_FULL' | 'STORAGE_FAILED';
}

const DISK_MIB = 24;

/** F12: the data folder's file system is full for a while. null where no small file system may be mounted. */
export async function fillTheDisk({ rounds, senders }: StorageOptions): Promise<StorageReport | null> {
  let disk: SmallDisk | null = null;
  const stage = await Stage.set({ senders, rooms: 3, ackTimeoutMs: 20_000, prepare: (server) => { disk = SmallDisk.at(server.dataDir, DISK_MIB); } });
  const mounted = disk as SmallDisk | null;
  try {
    if (mounted === null) return null;
    const harm: Harm = { begin: () => mounted.fill(), end: () => mounted.free(), code: 'STORAGE_FULL' };
    return await harmTheStore(stage, harm, { fault: 'F12', what: `disk full, ${rounds} times, ${senders} senders`, rounds });
  } finally {
    await stage.server.kill();
    mounted?.unmount();
    await stage.close();
  }
}

/** F13: another process keeps the database to itself. */
export async function lockTheStore({ rounds, senders }: StorageOptions): Promise<StorageReport> {
  const stage = await Stage.set({ senders, rooms: 3, ackTimeoutMs: 30_000 });
  const intruder = new DatabaseSync(stage.server.databasePath, { timeout: 5_000 });
  try {
    const harm: Harm = { begin: () => intruder.exec('BEGIN EXCLUSIVE'), end: () => intruder.exec('ROLLBACK'), code: 'STORAGE_FAILED' };
    return await harmTheStore(stage, harm, { fault: 'F13', what: `database locked by another process, ${rounds} times, ${senders} senders`, rounds });
  } finally {
    intruder.close();
    await stage.close();
  }
}

async function harmTheStore(stage: Stage, harm: Harm, run: { fault: string; what: string; rounds: number }): Promise<StorageReport> {
  const healMs: number[] = [];
  let during = { ready: 503, live: 200, history: 200, acks: 0 };
  stage.talk();
  for (let round = 0; round < run.rounds; round++) {
    await pause(300);
    during = await suffer(stage, harm);
    healMs.push(await heal(stage, harm));
  }
  const verdict = await stage.judge();
  const notes = [`${stage.chronicle.nacksOf(harm.code)} times ${harm.code}`, `meanwhile ready ${during.ready}, live ${during.live}, history ${during.history}`];
  const recovery = { firstAck: quantilesOf(healMs), atHead: quantilesOf([]) };
  return { ...reportOf(stage, verdict, { fault: run.fault, what: run.what, recovery, notes }), during };
}

/** Until each sender was told, and then looks at what else the server says. */
async function suffer(stage: Stage, harm: Harm): Promise<StorageReport['during']> {
  const before = stage.chronicle.nacksOf(harm.code);
  harm.begin();
  await until(() => stage.chronicle.nacksOf(harm.code) >= before + stage.clients.length, `as many ${harm.code} as there are senders`, 60_000);
  const acksBefore = stage.chronicle.acks.length;
  const headers = { authorization: `Bearer ${stage.owner.token}` };
  const paths = ['api/health/ready', 'api/health/live', `api/rooms/${stage.rooms[0]?.id ?? ''}/messages`];
  const [ready = 0, live = 0, history = 0] = (await Promise.all(paths.map((path) => call(`${stage.server.url}/${path}`, { headers })))).map(({ status }) => status);
  return { ready, live, history, acks: stage.chronicle.acks.length - acksBefore };
}

async function heal(stage: Stage, harm: Harm): Promise<number> {
  const acksBefore = stage.chronicle.acks.length;
  harm.end();
  const healedAt = performance.now();
  await until(() => stage.chronicle.acks.length > acksBefore, 'the first ack after it', 60_000);
  const ms = stage.chronicle.lastAckAt - healedAt;
  await until(async () => (await call(`${stage.server.url}/api/health/ready`)).status === 200, 'the server to be ready again', 60_000);
  return ms;
}
