/**
 * What the main thread and a room thread say to each other.
 *
 * Commands go through the room's BoundedBuffer as UTF-8 JSON of a CommandRecord. Everything rarer goes as a
 * posted message: to the thread a ControlMessage, announced by ThreadSignals.announceControl() because a thread
 * asleep in Atomics.wait hears no events; to the main thread a ThreadMessage. Errors cross as codes, never as objects.
 *
 * | to the thread | meaning                                                       |
 * |---------------|---------------------------------------------------------------|
 * | attach        | serve this room: its memory, and where its log ends           |
 * | refresh       | the answer to `stale`: where the log really ends              |
 * | detach        | forget the room and its memory, whatever is under way         |
 * | harm          | break in the given way, see faults.ts                         |
 * | close         | finish what waits in all rooms, then end                      |
 *
 * | to main       | meaning                                                       |
 * |---------------|---------------------------------------------------------------|
 * | ready         | the loop runs                                                 |
 * | round         | per room: answers of committed commands, and perhaps a packet |
 * | stale         | the log is not where the rules thought: send a refresh        |
 * | detached      | the answer to `detach`: nothing more of this stay will come,  |
 * |               | and its memory may be used again                              |
 */
import type { MessagePort } from 'node:worker_threads';
import type { ErrorCode } from '../contract/errors.ts';
import type { RoomEvent } from '../contract/room-events.ts';
import type { Fault } from './faults.ts';
import type { CommandResult, RoomCommand } from './room-rules.ts';

export interface CommandRecord {
  id: number;
  command: RoomCommand;
}

export type Answer = { id: number; ok: true; result: CommandResult } | { id: number; ok: false; code: ErrorCode; message: string; retryAfterMs?: number };

/** Consecutive events as one finished packet, see packets/. */
export interface Publication {
  roomId: string;
  epoch: string;
  first: number;
  last: number;
  frame: Uint8Array<ArrayBuffer>;
  /** Those of the events that are no new messages. One that ends somebody's right to hear more is the last of its packet. */
  notable: RoomEvent[];
}

export interface RoomRound {
  roomId: string;
  answers: Answer[];
  publication: Publication | null;
}

/** As it crosses: answers as JSON, which is written and read several times as fast as a clone of hundreds of objects. */
export type PostedRound = Omit<RoomRound, 'answers'> & { answers: string };

export type ControlMessage =
  | { type: 'attach'; roomId: string; memory: SharedArrayBuffer; snapshot: Uint8Array }
  | { type: 'refresh'; roomId: string; snapshot: Uint8Array }
  | { type: 'detach'; roomId: string }
  | { type: 'harm'; roomId: string; fault: Fault }
  | { type: 'close' };

export type ThreadMessage = { type: 'ready' } | { type: 'round'; rooms: PostedRound[] } | { type: 'stale' | 'detached'; roomId: string };

/** `workerData` of a room thread. The port is moved to it: unlike a worker's own, the main thread can read it in between. */
export interface RoomThreadData {
  threadId: number;
  port: MessagePort;
  signals: SharedArrayBuffer;
  replies: SharedArrayBuffer;
  journal: SharedArrayBuffer;
}

/** Bounds of one round of a thread, shared by the rooms that have something waiting. */
export const ROUND_LIMITS = { commands: 512, bytes: 262_144, leastCommandsPerRoom: 16, leastBytesPerRoom: 16_384 } as const;

/** A room takes no more commands while so much of what it committed, or anything for so long, waits for the fan-out. */
export const UNPUBLISHED_BYTES = 524_288;
export const AHEAD_MS = 100;
/** A packet that may go out waits no longer than this for what is about to join it. */
export const HOLD_MS = 5;

export function encodeCommand(record: CommandRecord): Uint8Array {
  return Buffer.from(JSON.stringify(record), 'utf8');
}

/** Of one batch, whose records lie in one piece of memory. */
export function decodeCommands(records: readonly Uint8Array[]): CommandRecord[] {
  const [first] = records;
  if (first === undefined) return [];
  const memory = Buffer.from(first.buffer);
  const texts = records.map(({ byteOffset, length }) => memory.toString('utf8', byteOffset, byteOffset + length));
  return JSON.parse(`[${texts.join(',')}]`) as CommandRecord[];
}

export function postedRound({ answers, ...round }: RoomRound): PostedRound {
  return { ...round, answers: JSON.stringify(answers) };
}

export function roundOf({ answers, ...round }: PostedRound): RoomRound {
  return { ...round, answers: JSON.parse(answers) as Answer[] };
}
