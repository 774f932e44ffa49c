/**
 * What threads tell the journal and what it answers. Records are UTF-8.
 *
 * An append, from a room thread, in the journal's buffer: a line of JSON and then one line per event, in the order of the
 * appends. JSON holds no raw line feed. The lines of the events are stored as they are.
 *   {"threadId":7,"requestId":12,"appends":[{"roomId":"r1","expectedSeq":4,"count":2}]}
 *   {"seq":5,...}
 *   {"seq":6,...}
 * A write, from the main thread, in the same buffer: one line.
 *   {"requestId":3,"method":"markRead","args":[{"roomId":"r1","userId":"u1","ordinal":9}]}
 * A record without a byte says nothing: it has the journal look at its mail.
 * The answer to an append, in the thread's own replies: {"requestId":12,"results":[{"kind":"committed"}]}
 * Everything for the main thread goes by postMessage, the answers of one transaction in one message.
 */
import type { RoomEvent } from '../contract/room-events.ts';
import { BoundedBuffer } from '../concurrency/index.ts';
import type { AppendResult, RoomAppend, StorageFailure, StoreWrites } from '../storage/store.ts';

/** What is longer goes as several requests, see JournalClient. */
export const MAX_APPEND_BYTES = 2 * 1024 * 1024;
/** Holds the answer to any append; a smaller replies buffer has long lists of duplicates cut. */
export const REPLIES_BYTES = 256 * 1024;

interface AppendHeader {
  threadId: number;
  requestId: number;
  appends: { roomId: string; expectedSeq: number; count: number }[];
}

export interface AppendRequest extends AppendHeader {
  kind: 'append';
  lines: string[];
}

export interface WriteRequest {
  kind: 'write';
  requestId: number;
  method: keyof StoreWrites;
  args: unknown[];
}

export type JournalRequest = AppendRequest | WriteRequest;

export interface AppendAnswer {
  requestId: number;
  results: AppendResult[];
}

export type WriteAnswer = { requestId: number; value: unknown } | { requestId: number; code: StorageFailure };

export interface StorageTrouble {
  code: StorageFailure;
  /** SQLite's words; never a text that a person wrote. */
  message: string;
}

/** From the journal's thread to the main thread. */
export type JournalMessage = { type: 'answers'; answers: WriteAnswer[] } | { type: 'unregistered'; threadId: number } | ({ type: 'trouble' } & StorageTrouble);

/** From the main thread to the journal's; read between two transactions. */
export type RegistryMessage = { type: 'register'; threadId: number; replies: SharedArrayBuffer } | { type: 'unregister'; threadId: number };

/** The first words of every thread of this folder. */
export type StartMessage = { type: 'ready' } | { type: 'refused'; message: string };

export interface JournalWorkerData {
  databasePath: string;
  maxPages?: number;
  buffer: SharedArrayBuffer;
  stats: SharedArrayBuffer;
}

const decoder = new TextDecoder();

export function encodeAppends({ threadId, requestId, appends }: { threadId: number; requestId: number; appends: RoomAppend[] }): Uint8Array {
  const counted = appends.map(({ roomId, expectedSeq, encoded }) => ({ roomId, expectedSeq, count: encoded.length }));
  const header: AppendHeader = { threadId, requestId, appends: counted };
  return Buffer.from([JSON.stringify(header), ...appends.flatMap(({ encoded }) => encoded)].join('\n'));
}

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

/** The appends of a request, one by one, so that each event is parsed where its failure harms nobody else. */
export function appendsOf({ appends, lines }: AppendRequest): (() => RoomAppend)[] {
  let next = 0;
  return appends.map(({ roomId, expectedSeq, count }) => {
    const encoded = lines.slice(next, (next += count));
    return () => ({ roomId, expectedSeq, encoded, events: encoded.map((line) => JSON.parse(line) as RoomEvent) });
  });
}

/** Cuts lists of duplicates until the answer fits: what is cut is found again at the next append. */
export function encodeAnswer(answer: AppendAnswer, capacityBytes: number): Uint8Array {
  const record = Buffer.from(JSON.stringify(answer));
  if (BoundedBuffer.costOf(record.length) <= capacityBytes) return record;
  return encodeAnswer({ ...answer, results: answer.results.map(shorter) }, capacityBytes);
}

function shorter(result: AppendResult): AppendResult {
  if (result.kind !== 'duplicates') return result;
  const { sentBefore } = result;
  if (sentBefore.length === 1) return { kind: 'failed', code: 'STORAGE_FAILED' };
  return { kind: 'duplicates', sentBefore: sentBefore.slice(0, Math.ceil(sentBefore.length / 2)) };
}

export function decodeAnswer(record: Uint8Array): AppendAnswer {
  return JSON.parse(decoder.decode(record)) as AppendAnswer;
}
