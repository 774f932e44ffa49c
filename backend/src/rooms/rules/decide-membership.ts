import { type Action, countedStanding, outranks } from '../../contract/permissions.ts';
import type { Author } from '../../contract/room-events.ts';
import type { Invitation, MemberChange, Refusal, RoomCommandOf } from '../../room-threads/room-rules.ts';
import type { Draft } from './event-draft.ts';
import { isAllowed } from './is-allowed.ts';
import { ARCHIVED, BANNED_TARGET, DIRECT_STAYS, FORBIDDEN, INVITE_ENDED, LAST_OWNER, NO_GUESTS, NOT_A_MEMBER, NOT_MEMBER_TARGET } from './refusals.ts';
import type { RoomState } from './room-state.ts';

type SetMember = RoomCommandOf<'set-member'>;

/** null: there is nothing to be done. */
export function decideJoin(state: RoomState, command: RoomCommandOf<'join'>): Draft | Refusal | null {
  const standing = state.standingOf(command.actor.id);
  if (standing !== 'visitor') return standing === 'banned' ? FORBIDDEN : null;
  if (state.facts.archived) return ARCHIVED;
  return command.invite === undefined ? joinByRight(state, command) : joinByInvite(state, command.invite);
}

function joinByRight(state: RoomState, command: RoomCommandOf<'join'>): Draft | Refusal {
  if (!isAllowed(state, command, 'room.join')) return FORBIDDEN;
  return command.roles?.includes('guest') === true && !state.facts.policy.guests ? NO_GUESTS : { type: 'member.joined' };
}

/** An invitation lets in whom its maker could bring in now, not when it was made. */
function joinByInvite(state: RoomState, { id, by }: Invitation): Draft | Refusal {
  return isAllowed(state, { actor: by }, 'member.add') ? { type: 'member.joined', invite: id, invitedBy: by } : INVITE_ENDED;
}

/** An owner may go: a room without one is an administrator's to settle, and nobody is held. */
export function decideLeave(state: RoomState, { actor }: RoomCommandOf<'leave'>): Draft | Refusal {
  if (state.facts.kind === 'direct') return DIRECT_STAYS;
  return state.standingOf(actor.id) === 'visitor' ? NOT_A_MEMBER : { type: 'member.left' };
}

export function decideSetMember(state: RoomState, command: SetMember): Draft | Refusal | null {
  const { actor, target, change, roles = [] } = command;
  const { visibility } = state.facts;
  const standing = state.standingOf(actor.id);
  const theirs = state.standingOf(target.id);
  if (!isAllowed(state, command, actionOf(change))) return FORBIDDEN;
  if ('added' in change) return add(state, target);
  if ('role' in change) return setRole(state, command, change.role);
  if (!outranks(countedStanding(roles, { visibility, standing }), theirs)) return FORBIDDEN;
  return sanction(command, change, theirs);
}

/** What somebody must be allowed who wants to change this of a member. */
export function actionOf(change: MemberChange): Action {
  if ('added' in change) return 'member.add';
  return 'role' in change ? 'member.role' : 'member.moderate';
}

/** Whoever was banned stays out until the ban is ended: that is another decision. */
function add(state: RoomState, target: Author): Draft | Refusal | null {
  const theirs = state.standingOf(target.id);
  if (theirs === 'banned') return BANNED_TARGET;
  if (theirs !== 'visitor') return null;
  return state.facts.archived ? ARCHIVED : { type: 'member.added', target };
}

function setRole(state: RoomState, { target }: SetMember, role: 'owner' | 'moderator' | 'member'): Draft | Refusal | null {
  const theirs = state.standingOf(target.id);
  if (theirs === 'visitor' || theirs === 'banned') return NOT_MEMBER_TARGET;
  if (theirs === role) return null;
  return theirs === 'owner' && state.owners === 1 ? LAST_OWNER : { type: 'member.role', target, role };
}

function sanction({ target }: SetMember, change: Exclude<MemberChange, { role: unknown } | { added: unknown }>, theirs: string): Draft | Refusal | null {
  if ('mutedUntil' in change) return theirs === 'visitor' ? NOT_MEMBER_TARGET : { type: 'member.muted', target, until: change.mutedUntil };
  if ('removed' in change) return theirs === 'visitor' || theirs === 'banned' ? NOT_MEMBER_TARGET : { type: 'member.removed', target };
  if (change.banned === (theirs === 'banned')) return null;
  return { type: change.banned ? 'member.banned' : 'member.unbanned', target };
}
