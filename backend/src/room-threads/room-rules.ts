import type { ErrorCode } from '../contract/errors.ts';
import type { ServerRole } from '../contract/principal.ts';
import type { Author, RoomChanges, RoomEvent } from '../contract/room-events.ts';
import type { BufferPolicy, RoomRole } from '../contract/room.ts';
import type { FirstResult } from '../store/first-result.ts';
import type { MessageFacts, ReactedMessage } from '../store/messages.ts';
import type { RoomSnapshot } from '../store/store.ts';

interface CommandBase {
  /** The author of what the command makes. */
  actor: Author;
  /** Unique per actor in the room for ever: the same command again gets the first result. */
  clientId: string;
  /** What the actor is on the server, left out where the rules do not ask: a command is written and read for each message. */
  roles?: readonly ServerRole[];
}

export type MemberChange = { role: RoomRole } | { mutedUntil: number } | { banned: boolean } | { removed: true } | { added: true };

/** What somebody comes in by. That it is open, the journal knows; that `by` may still invite, the rules. */
export interface Invitation {
  id: string;
  by: Author;
}

/** What can be asked of a room. Validated at the edge; whether it is allowed, the rules decide. */
export type RoomCommand =
  | (CommandBase & { kind: 'join'; invite?: Invitation })
  | (CommandBase & { kind: 'leave' })
  | (CommandBase & { kind: 'update'; changes: RoomChanges })
  | (CommandBase & { kind: 'set-member'; target: Author; change: MemberChange })
  | (CommandBase & { kind: 'send'; body: string; replyTo?: string; thread?: string; here?: string[] })
  | (CommandBase & { kind: 'edit'; target: MessageFacts; body: string; here?: string[] })
  | (CommandBase & { kind: 'delete'; target: MessageFacts })
  | (CommandBase & { kind: 'pin'; target: MessageFacts; on: boolean })
  | (CommandBase & { kind: 'react'; target: ReactedMessage; emoji: string; on: boolean });

export type RoomCommandOf<Kind extends RoomCommand['kind']> = Extract<RoomCommand, { kind: Kind }>;

/** Where what the command did stands in the log; null where nothing had to be done. `ordinal` and `id` are a new message's. */
export type CommandResult = { seq: number; at: number; ordinal?: number; id?: string } | null;

export interface Refusal {
  ok: false;
  code: ErrorCode;
  message: string;
  retryAfterMs?: number;
}
export type Decision = { ok: true; events: RoomEvent[]; result: CommandResult } | Refusal;

/**
 * The rules that a thread applies to one room. Pure: no clock, no I/O. `decide` changes nothing; the thread
 * applies the events before the next command and throws the rules away when the log did not take them.
 */
export interface RoomRules {
  readonly head: number;
  /** Of the room as it is now. */
  readonly bufferPolicy: BufferPolicy;
  decide(command: RoomCommand, now: number): Decision;
  apply(event: RoomEvent): void;
  /** A command the log holds but the rules had forgotten: from now on its retry is answered with the first result. */
  remember(first: FirstResult): void;
}

/** What a worker entry brings along, so that this folder need not know what a room means. */
export type LoadRules = (snapshot: RoomSnapshot) => RoomRules;
