import { countedStanding, outranks } from '../../contract/permissions.ts';
import type { MemberChange, Refusal, RoomCommandOf } from '../../room-threads/room-rules.ts';
import type { Draft } from './event-draft.ts';
import { isAllowed } from './is-allowed.ts';
import { ARCHIVED, FORBIDDEN, LAST_OWNER, NO_GUESTS, NOT_A_MEMBER, NOT_MEMBER_TARGET } from './refusals.ts';
import type { RoomState } from './room-state.ts';

type SetMember = RoomCommandOf<'set-member'>;

/** null: there is nothing to be done. */
export function decideJoin(state: RoomState, command: RoomCommandOf<'join'>): Draft | Refusal | null {
  const standing = state.standingOf(command.actor.id);
  if (standing !== 'visitor') return standing === 'banned' ? FORBIDDEN : null;
  const { policy, archived } = state.facts;
  if (!isAllowed(state, command, 'room.join')) return FORBIDDEN;
  if (archived) return ARCHIVED;
  return command.roles?.includes('guest') === true && !policy.guests ? NO_GUESTS : { type: 'member.joined' };
}

/** An owner may go: a room without one is an administrator's to settle, and nobody is held. */
export function decideLeave(state: RoomState, { actor }: RoomCommandOf<'leave'>): Draft | Refusal {
  return state.standingOf(actor.id) === 'visitor' ? NOT_A_MEMBER : { type: 'member.left' };
}

export function decideSetMember(state: RoomState, command: SetMember): Draft | Refusal | null {
  const { actor, target, change, roles = [] } = command;
  const { visibility } = state.facts;
  const standing = state.standingOf(actor.id);
  const theirs = state.standingOf(target.id);
  const action = 'role' in change ? 'member.role' : 'member.moderate';
  if (!isAllowed(state, command, action)) return FORBIDDEN;
  if ('role' in change) return setRole(state, command, change.role);
  if (!outranks(countedStanding(roles, { visibility, standing }), theirs)) return FORBIDDEN;
  return sanction(command, change, theirs);
}

function setRole(state: RoomState, { target }: SetMember, role: 'owner' | 'moderator' | 'member'): Draft | Refusal | null {
  const theirs = state.standingOf(target.id);
  if (theirs === 'visitor' || theirs === 'banned') return NOT_MEMBER_TARGET;
  if (theirs === role) return null;
  return theirs === 'owner' && state.owners === 1 ? LAST_OWNER : { type: 'member.role', target, role };
}

function sanction({ target }: SetMember, change: Exclude<MemberChange, { role: unknown }>, theirs: string): Draft | Refusal | null {
  if ('mutedUntil' in change) return theirs === 'visitor' ? NOT_MEMBER_TARGET : { type: 'member.muted', target, until: change.mutedUntil };
  if ('removed' in change) return theirs === 'visitor' || theirs === 'banned' ? NOT_MEMBER_TARGET : { type: 'member.removed', target };
  if (change.banned === (theirs === 'banned')) return null;
  return { type: change.banned ? 'member.banned' : 'member.unbanned', target };
}
