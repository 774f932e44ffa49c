import type { ErrorCode } from '../contract/errors.ts';
import type { Author, RoomEvent } from '../contract/room-events.ts';
import type { MessageStored } from '../contract/commands.ts';
import type { RoomSnapshot, SentBefore } from '../store/store.ts';

/** What can be asked of a room. Validated at the edge; whether it is allowed, the rules decide. */
export type RoomCommand =
  | { kind: 'join'; author: Author }
  | { kind: 'leave'; author: Author }
  | { kind: 'send'; author: Author; clientId: string; body: string; replyTo?: string };

/** `MessageStored` for a message, null for joining and leaving. */
export type CommandResult = MessageStored | null;

export type Refusal = { ok: false; code: ErrorCode; message: string };
export type Decision = { ok: true; events: RoomEvent[]; result: CommandResult } | Refusal;

/**
 * The rules that a thread applies to one room. Pure: no clock, no I/O. `decide` changes nothing; the thread
 * applies the events before the next command and throws the rules away when the log did not take them.
 */
export interface RoomRules {
  readonly head: number;
  decide(command: RoomCommand, now: number): Decision;
  apply(event: RoomEvent): void;
  /** A message the log holds but the rules had forgotten: from now on its retry is answered with the first result. */
  remember(sentBefore: SentBefore): void;
}

/** What a worker entry brings along, so that this folder need not know what a room means. */
export type LoadRules = (snapshot: RoomSnapshot) => RoomRules;
