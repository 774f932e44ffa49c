import { parentPort, workerData } from 'node:worker_threads';
import { BoundedBuffer } from '../../../concurrency/index.ts';
import type { AppendResult } from '../../store.ts';
import { JournalClient } from '../../journal-client.ts';
import type { AppendingThreadData } from './journal.test-kit.ts';

// A room thread without a room: appends what it was given, one request after the other.
const { journal, replies, threadId, rounds } = workerData as AppendingThreadData;
const client = new JournalClient({ journal, replies: BoundedBuffer.attach(replies), threadId });

for (const { appends, timeoutMs } of rounds) {
  const began = performance.now();
  const results: AppendResult[] = client.append(appends, timeoutMs);
  parentPort?.postMessage({ results, tookMs: performance.now() - began });
}
