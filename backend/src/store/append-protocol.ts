/**
 * What room threads tell the store and what it answers, whatever the engine. Records are UTF-8.
 *
 * An append, in the buffer of the store's journal: a line of JSON and then one line per event, in the order of the
 * appends. JSON holds no raw line feed. The lines of the events are stored as they are.
 *   {"threadId":7,"requestId":12,"appends":[{"roomId":"r1","expectedSeq":4,"count":2}]}
 *   {"seq":5,...}
 *   {"seq":6,...}
 * The answer, in the thread's own replies: {"requestId":12,"results":[{"kind":"committed"}]}
 */
import type { RoomEvent } from '../contract/room-events.ts';
import { BoundedBuffer } from '../concurrency/index.ts';
import type { AppendResult, RoomAppend } from './store.ts';

/** What is longer goes as several requests, see JournalClient. */
export const MAX_APPEND_BYTES = 2 * 1024 * 1024;
/** Holds the answer to any append; a smaller replies buffer has long lists of duplicates cut. */
export const REPLIES_BYTES = 256 * 1024;

export interface AppendHeader {
  threadId: number;
  requestId: number;
  appends: { roomId: string; expectedSeq: number; count: number }[];
}

export interface AppendRequest extends AppendHeader {
  kind: 'append';
  lines: string[];
}

export interface AppendAnswer {
  requestId: number;
  results: AppendResult[];
}

const decoder = new TextDecoder();

export function encodeAppends({ threadId, requestId, appends }: { threadId: number; requestId: number; appends: RoomAppend[] }): Uint8Array {
  const counted = appends.map(({ roomId, expectedSeq, encoded }) => ({ roomId, expectedSeq, count: encoded.length }));
  const header: AppendHeader = { threadId, requestId, appends: counted };
  return Buffer.from([JSON.stringify(header), ...appends.flatMap(({ encoded }) => encoded)].join('\n'));
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
  const { first } = result;
  if (first.length === 1) return { kind: 'failed', code: 'STORAGE_FAILED' };
  return { kind: 'duplicates', first: first.slice(0, Math.ceil(first.length / 2)) };
}

export function decodeAnswer(record: Uint8Array): AppendAnswer {
  return JSON.parse(decoder.decode(record)) as AppendAnswer;
}
