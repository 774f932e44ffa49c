import { isMember } from '../../contract/permissions.ts';
import type { BufferPolicy } from '../../contract/room.ts';
import type { RoomEvent } from '../../contract/room-events.ts';
import type { Decision, Refusal, RoomCommand, RoomCommandOf, RoomRules } from '../../room-threads/room-rules.ts';
import type { FirstResult } from '../../store/first-result.ts';
import type { RoomSnapshot } from '../../store/store.ts';
import { resultOf } from './command-result.ts';
import { decidePin, decideReact } from './decide-mark.ts';
import { decideJoin, decideLeave, decideSetMember } from './decide-membership.ts';
import { decideDelete, decideEdit, decideSend } from './decide-message.ts';
import { decideUpdate } from './decide-room.ts';
import type { Draft } from './event-draft.ts';
import { isAllowed } from './is-allowed.ts';
import { JoinRate } from './join-rate.ts';
import { CONFLICT, NO_ROOM, NOT_A_MEMBER, tooSoon } from './refusals.ts';
import { RoomState } from './room-state.ts';
import { isSameCommand } from './same-command.ts';

/** A last event dated further ahead than this comes from a clock that was wrong, and is not waited for. */
const MOST_AHEAD_MS = 60_000;
const COMING_AND_GOING = 'You come and go too often.';

type Decide<Command> = (state: RoomState, command: Command, now: number) => Draft | Refusal | null;

const DECISIONS: { [Kind in RoomCommand['kind']]: Decide<RoomCommandOf<Kind>> } = {
  join: decideJoin,
  leave: decideLeave,
  update: decideUpdate,
  'set-member': decideSetMember,
  send: decideSend,
  edit: decideEdit,
  delete: decideDelete,
  pin: decidePin,
  react: decideReact,
};

/**
 * The rules of one room. State and command make events or a refusal; state is the fold of the room's events. Pure: the
 * clock comes in as `now`. What a name may be and who someone is was settled at the edge; what clashes with other rooms
 * shows when the journal stores it.
 */
export class RoomLogic implements RoomRules {
  readonly #state: RoomState;
  readonly #rate = new JoinRate();

  constructor(snapshot: RoomSnapshot) {
    this.#state = new RoomState(snapshot);
  }

  get head(): number {
    return this.#state.head;
  }

  get bufferPolicy(): BufferPolicy {
    return this.#state.facts.policy.buffer;
  }

  decide(command: RoomCommand, now: number): Decision {
    const { actor, clientId } = command;
    const first = this.#state.firstResult(actor.id, clientId);
    if (first !== undefined) return isSameCommand(command, first) ? { ok: true, events: [], result: resultOf(first) } : CONFLICT;
    const draft = this.#refusalFor(command, now) ?? this.#draft(command, now);
    if (draft === null) return { ok: true, events: [], result: null };
    if ('ok' in draft) return draft;
    // What is spread stands first: that is copied as a whole, and what follows is added.
    const event = { ...draft, seq: this.#state.head + 1, at: this.#timeAt(now), author: actor, clientId } as RoomEvent;
    return { ok: true, events: [event], result: resultOf(event) };
  }

  apply(event: RoomEvent): void {
    this.#state.apply(event);
    if (event.type === 'member.joined') this.#rate.note(event.author.id, event.at);
  }

  remember(first: FirstResult): void {
    this.#state.remember(first);
  }

  /** What a fresh RoomLogic would be made of. */
  snapshot(epoch: string): RoomSnapshot {
    return this.#state.snapshot(epoch);
  }

  /** What every command needs: to see the room, and to be a member for all but joining. */
  #refusalFor(command: RoomCommand, now: number): Refusal | null {
    const { kind, actor, roles } = command;
    if (isMember(this.#state.standingOf(actor.id))) return null;
    const isInvited = kind === 'join' && command.invite !== undefined;
    if (!isInvited && !isAllowed(this.#state, command, 'room.see')) return NO_ROOM;
    if (kind === 'join') return this.#comesTooOften(actor.id, now);
    return roles?.includes('admin') === true ? null : NOT_A_MEMBER;
  }

  #comesTooOften(userId: string, now: number): Refusal | null {
    const waitMs = this.#rate.waitMs(userId, now);
    return waitMs > 0 ? tooSoon(COMING_AND_GOING, waitMs) : null;
  }

  #draft(command: RoomCommand, now: number): Draft | Refusal | null {
    return (DECISIONS[command.kind] as Decide<RoomCommand>)(this.#state, command, now);
  }

  #timeAt(now: number): number {
    const { lastAt } = this.#state;
    return lastAt - now > MOST_AHEAD_MS ? now : Math.max(now, lastAt);
  }
}

export function loadRules(snapshot: RoomSnapshot): RoomRules {
  return new RoomLogic(snapshot);
}
