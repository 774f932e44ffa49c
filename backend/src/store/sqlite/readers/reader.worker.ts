import { parentPort, workerData } from 'node:worker_threads';
import { openReader } from '../open.ts';
import type { SqliteReader } from '../sqlite-reader.ts';
import { reportStartup } from '../report-startup.ts';
import type { ReadAnswer, ReadMessage, ReaderWorkerData } from './reader-protocol.ts';

if (parentPort === null) throw new Error('This module runs in the reader thread only.');

const port = parentPort;
const reader = reportStartup(port, () => openReader({ path: (workerData as ReaderWorkerData).databasePath }));
if (reader) port.on('message', (message: ReadMessage) => (message.type === 'close' ? close(reader) : answer(reader, message)));

function answer(reader: SqliteReader, { requestId, method, args }: Extract<ReadMessage, { type: 'read' }>): void {
  try {
    const call = reader[method].bind(reader) as (...args: unknown[]) => unknown;
    const value = call(...args);
    port.postMessage({ requestId, value } satisfies ReadAnswer, value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : []);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    port.postMessage({ requestId, code: 'STORAGE_FAILED', message } satisfies ReadAnswer);
  }
}

function close(reader: SqliteReader): void {
  reader.close();
  port.close();
}
