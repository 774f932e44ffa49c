import { LIMITS } from '../../contract/limits.ts';
import type { Refusal } from '../../room-threads/room-rules.ts';

const refusal = (code: Refusal['code'], message: string): Refusal => ({ ok: false, code, message });

export const NOT_A_MEMBER = refusal('NOT_A_MEMBER', 'Join the room first.');
/** The same words whether there is no such room or one that may not be seen. */
export const NO_ROOM = refusal('NOT_FOUND', 'There is no such room.');
export const FORBIDDEN = refusal('FORBIDDEN', 'You may not do this in this room.');
export const ARCHIVED = refusal('FORBIDDEN', 'This room is archived: it can be read, and nothing can be said in it.');
export const NO_GUESTS = refusal('FORBIDDEN', 'This room takes no guests.');
export const NO_SUCH_MESSAGE = refusal('INVALID', 'replyTo: this room has no such message.');
export const NO_MESSAGE = refusal('NOT_FOUND', 'This room has no such message, or it was deleted.');
export const NOT_MEMBER_TARGET = refusal('NOT_FOUND', 'userId: no such member.');
export const BANNED_TARGET = refusal('FORBIDDEN', 'userId: this person is banned from the room. End the ban first.');
export const DIRECT_STAYS = refusal('FORBIDDEN', 'A conversation cannot be left. Silence it instead.');
export const INVITE_ENDED = refusal('NOT_FOUND', 'This invitation is over. Ask for a new one.');
export const LAST_OWNER = refusal('FORBIDDEN', 'The room would be left without an owner. Make somebody else one first.');
export const LOOK_AGAIN: Refusal = { ...refusal('BUSY', 'The room has moved on meanwhile. Nothing was done; try again.'), retryAfterMs: 100 };
export const TOO_MANY_KINDS = refusal('INVALID', `emoji: this message has ${LIMITS.reactionKinds} different ones already. Use one of them.`);
export const TOO_MANY_PINS = refusal('INVALID', `This room has ${LIMITS.pinsPerRoom} pinned messages. Unpin one first.`);
export const CONFLICT = refusal('CONFLICT', 'clientId: it was used before, with other content. Nothing was stored; choose a new one.');

export function tooSoon(what: string, retryAfterMs: number): Refusal {
  return { ...refusal('RATE_LIMITED', `${what} Nothing was done; wait and try again.`), retryAfterMs };
}
