/**
 * What the main thread tells the journal's thread and what it answers, beside the appends of room threads (see
 * append-protocol.ts), in whose buffer a write is one line more:
 *   {"requestId":3,"method":"markRead","args":[{"roomId":"r1","userId":"u1","ordinal":9}]}
 * A record without a byte says nothing: it has the journal look at its mail.
 * Everything for the main thread goes by postMessage, the answers of one transaction in one message.
 */
import type { AppendHeader, AppendRequest } from '../../append-protocol.ts';
import type { StorageFailure, StorageTrouble, StoreWrites, WalSize } from '../../store.ts';
import type { MigrationStep } from '../migration-progress.ts';
import type { WalLimits } from './wal-watch.ts';

export interface WriteRequest {
  kind: 'write';
  requestId: number;
  method: keyof StoreWrites;
  args: unknown[];
}

export type JournalRequest = AppendRequest | WriteRequest;

export type WriteAnswer = { requestId: number; value: unknown } | { requestId: number; code: StorageFailure };

/** From the journal's thread to the main thread. */
export type JournalMessage = { type: 'answers'; answers: WriteAnswer[] } | { type: 'unregistered'; threadId: number } | ({ type: 'trouble' } & StorageTrouble) | ({ type: 'walSize' } & WalSize);

/** From the main thread to the journal's; read between two transactions. */
export type RegistryMessage = { type: 'register'; threadId: number; replies: SharedArrayBuffer } | { type: 'unregister'; threadId: number };

/** The first words of every thread of this folder; only `migrating` is followed by another. */
export type StartMessage = ({ type: 'migrating' } & MigrationStep) | { type: 'ready'; isRestored: boolean } | { type: 'refused'; message: string };

export interface JournalWorkerData {
  databasePath: string;
  maxPages?: number;
  wal: WalLimits;
  buffer: SharedArrayBuffer;
  stats: SharedArrayBuffer;
}

const decoder = new TextDecoder();

export function encodeWrite({ requestId, method, args }: Omit<WriteRequest, 'kind'>): Uint8Array {
  return Buffer.from(JSON.stringify({ requestId, method, args }));
}

export function decodeRequest(record: Uint8Array): JournalRequest {
  const [first = '', ...lines] = decoder.decode(record).split('\n');
  const header = parseHeader(first);
  return 'method' in header ? { kind: 'write', ...header } : { kind: 'append', ...header, lines };
}

/** A parser's own message would quote what people wrote. */
function parseHeader(line: string): AppendHeader | Omit<WriteRequest, 'kind'> {
  try {
    return JSON.parse(line) as AppendHeader | Omit<WriteRequest, 'kind'>;
  } catch {
    throw new Error('A record in the journal buffer has no header');
  }
}
