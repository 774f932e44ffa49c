import { isMember } from '../../contract/permissions.ts';
import type { RoomCommandOf, Refusal } from '../../room-threads/room-rules.ts';
import { messageIdOf } from '../../store/message-id.ts';
import { EVERYBODY, HERE, mentionsIn } from '../../wire/mentions.ts';
import type { Draft } from './event-draft.ts';
import { isAllowed } from './is-allowed.ts';
import { ARCHIVED, FORBIDDEN, tooSoon } from './refusals.ts';
import type { RoomState } from './room-state.ts';
import { unreachable } from './unreachable.ts';

const MS_PER_SECOND = 1_000;

export function decideSend(state: RoomState, command: RoomCommandOf<'send'>, now: number): Draft | Refusal {
  const { body, replyTo, thread } = command;
  const refusal = mayNotSpeak(state, command, now) ?? tooSlowly(state, command, now);
  if (refusal !== null) return refusal;
  const mentions = mentionsOf(state, command);
  const place = { type: 'message.posted', id: messageIdOf(state.facts.roomId, state.head + 1), ordinal: state.lastOrdinal + 1, body } as const;
  if (mentions.length === 0 && replyTo === undefined) return place;
  return { ...place, ...(mentions.length > 0 && { mentions }), ...(replyTo !== undefined && { replyTo, thread: thread ?? replyTo }) };
}

export function decideEdit(state: RoomState, command: RoomCommandOf<'edit'>, now: number): Draft | Refusal {
  const { target, actor, body } = command;
  const refusal = mayNotSpeak(state, command, now) ?? unreachable(state, target);
  if (refusal !== null) return refusal;
  if (target.authorId !== actor.id || !isAllowed(state, command, 'message.edit.own')) return FORBIDDEN;
  const mentions = mentionsOf(state, command);
  return { type: 'message.edited', id: target.id, body, ...(mentions.length > 0 && { mentions }) };
}

export function decideDelete(state: RoomState, command: RoomCommandOf<'delete'>): Draft | Refusal {
  const { target, actor } = command;
  const refusal = unreachable(state, target);
  if (refusal !== null) return refusal;
  const action = target.authorId === actor.id ? 'message.delete.own' : 'message.delete.others';
  if (!isAllowed(state, command, action)) return FORBIDDEN;
  return { type: 'message.deleted', id: target.id, ...(target.thread !== null && { thread: target.thread }) };
}

type Speaking = RoomCommandOf<'send'> | RoomCommandOf<'edit'>;

function mayNotSpeak(state: RoomState, command: Speaking, now: number): Refusal | null {
  const { policy, archived } = state.facts;
  if (archived) return ARCHIVED;
  const mutedMs = state.mutedUntil(command.actor.id) - now;
  if (mutedMs > 0) return tooSoon('You are muted in this room.', mutedMs);
  return policy.posting === 'moderators' && !moderates(state, command) ? FORBIDDEN : null;
}

function tooSlowly(state: RoomState, command: Speaking, now: number): Refusal | null {
  const { slowModeSeconds } = state.facts.policy;
  const lastAt = slowModeSeconds === 0 || moderates(state, command) ? undefined : state.lastSaidAt(command.actor.id);
  const waitMs = lastAt === undefined ? 0 : lastAt + slowModeSeconds * MS_PER_SECOND - now;
  return waitMs > 0 ? tooSoon(`This room is slow: one message every ${slowModeSeconds} seconds.`, waitMs) : null;
}

function moderates(state: RoomState, command: Speaking): boolean {
  return isAllowed(state, command, 'message.send.moderated');
}

/** Whoever may not call everybody writes the words all the same; they only do not count. Those who are there are named, each once. */
function mentionsOf(state: RoomState, command: Speaking): string[] {
  const mentions = mentionsIn(command.body);
  if (!mentions.some(callsMany)) return mentions;
  if (!isAllowed(state, command, 'mention.room')) return mentions.filter((who) => !callsMany(who));
  const called = mentions.includes(HERE) ? (command.here ?? []).filter((id) => isMember(state.standingOf(id))) : [];
  return [...new Set([...mentions, ...called])];
}

function callsMany(who: string): boolean {
  return who === EVERYBODY || who === HERE;
}
