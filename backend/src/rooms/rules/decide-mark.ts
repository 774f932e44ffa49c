import { LIMITS } from '../../contract/limits.ts';
import type { RoomCommandOf, Refusal } from '../../room-threads/room-rules.ts';
import type { Draft } from './event-draft.ts';
import { isAllowed } from './is-allowed.ts';
import type { Reactions } from './recent-reactions.ts';
import { ARCHIVED, FORBIDDEN, LOOK_AGAIN, TOO_MANY_KINDS, TOO_MANY_PINS, tooSoon } from './refusals.ts';
import type { RoomState } from './room-state.ts';
import { unreachable } from './unreachable.ts';

/** null: it was so already. */
export function decideReact(state: RoomState, command: RoomCommandOf<'react'>, now: number): Draft | Refusal | null {
  const { target, actor, emoji, on } = command;
  const refusal = mayNotReact(state, command, now) ?? unreachable(state, target);
  if (refusal !== null) return refusal;
  const reactions = state.reactions.now(target, actor.id, emoji);
  if (reactions === null) return LOOK_AGAIN;
  if (reactions.isOn === on) return null;
  if (on && isOneTooMany(reactions, emoji)) return TOO_MANY_KINDS;
  return { type: on ? 'reaction.added' : 'reaction.removed', id: target.id, emoji };
}

/** null: it was so already. */
export function decidePin(state: RoomState, command: RoomCommandOf<'pin'>): Draft | Refusal | null {
  const { target, on } = command;
  const refusal = state.facts.archived ? ARCHIVED : unreachable(state, target);
  if (refusal !== null) return refusal;
  if (!isAllowed(state, command, 'message.pin')) return FORBIDDEN;
  if (state.pins.has(target.seq) === on) return null;
  if (on && state.pins.size >= LIMITS.pinsPerRoom) return TOO_MANY_PINS;
  return { type: on ? 'message.pinned' : 'message.unpinned', id: target.id };
}

function isOneTooMany({ kinds }: Reactions, emoji: string): boolean {
  return !kinds.has(emoji) && kinds.size >= LIMITS.reactionKinds;
}

function mayNotReact(state: RoomState, command: RoomCommandOf<'react'>, now: number): Refusal | null {
  if (state.facts.archived) return ARCHIVED;
  const mutedMs = state.mutedUntil(command.actor.id) - now;
  if (mutedMs > 0) return tooSoon('You are muted in this room.', mutedMs);
  return isAllowed(state, command, 'reaction.set') ? null : FORBIDDEN;
}
