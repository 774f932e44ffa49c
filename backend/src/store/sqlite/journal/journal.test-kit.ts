import { Worker } from 'node:worker_threads';
import { BoundedBuffer } from '../../../concurrency/index.ts';
import { Database } from '../database.ts';
import { openReader } from '../open.ts';
import { dataFolder } from '../store.test-kit.ts';
import { REPLIES_BYTES } from '../../append-protocol.ts';
import type { Journal } from '../../journal.ts';
import type { AppendResult, RoomAppend } from '../../store.ts';
import { type JournalOptions, SqliteJournal } from './journal.ts';
import { until } from '../../../../test/kit/until.ts';

export interface Round {
  appends: RoomAppend[];
  timeoutMs?: number;
}

export interface AppendingThreadData {
  journal: SharedArrayBuffer;
  replies: SharedArrayBuffer;
  threadId: number;
  rounds: Round[];
}

export interface RoundResult {
  results: AppendResult[];
  tookMs: number;
}

export async function freshJournal(options: Partial<JournalOptions> = {}) {
  const folder = dataFolder();
  const journal = await SqliteJournal.open({ databasePath: folder.path, ...options });
  const dispose = async () => {
    await journal.close();
    folder[Symbol.dispose]();
  };
  return { journal, path: folder.path, [Symbol.asyncDispose]: dispose };
}

/** Beyond the numbers of a pool over the same journal. */
let lastThread = 1_000_000;

/** A thread that appends `rounds` one after the other. `onRound` hears of each at once. */
export async function appendOnThread(journal: Journal, rounds: Round[], onRound: (round: RoundResult) => void = () => {}): Promise<RoundResult[]> {
  const threadId = ++lastThread;
  const replies = BoundedBuffer.create(REPLIES_BYTES).memory;
  journal.registerThread(threadId, replies);
  const workerData: AppendingThreadData = { journal: journal.memory, replies, threadId, rounds };
  const worker = new Worker(new URL('./appending-thread.test-kit.ts', import.meta.url), { workerData });
  const done: RoundResult[] = [];
  worker.on('message', (round: RoundResult) => {
    done.push(round);
    onRound(round);
  });
  await new Promise((resolve, reject) => worker.once('exit', resolve).once('error', reject));
  await journal.unregisterThread(threadId);
  return done;
}

/** Keeps the journal in the middle of a transaction until it is let go: what comes meanwhile waits. */
export async function holdJournal(journal: Pick<SqliteJournal, 'write' | 'stats'>, path: string) {
  const other = new Database({ path });
  other.exec('BEGIN IMMEDIATE');
  const first = journal.write('pruneSessions', 0, 1);
  await until(() => journal.stats().waiting === 0);
  return async () => {
    other.exec('COMMIT');
    other.close();
    await first;
  };
}

export function reading<T>(path: string, read: (reader: ReturnType<typeof openReader>) => T): T {
  const reader = openReader({ path });
  try {
    return read(reader);
  } finally {
    reader.close();
  }
}
