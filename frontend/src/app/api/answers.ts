import type { OwnSession } from '@contract/accounts';
import type { Hook, HookMade } from '@contract/hooks';
import type { Invite, InviteView } from '@contract/invites';
import type { PushKey, PushTested } from '@contract/push';
import type { FoundPerson, HistoryOfMessage, MeView, SessionView } from '@contract/rest';
import type { Author, Message } from '@contract/room-events';
import type { Room, RoomMember } from '@contract/room';

/** Whether an answer has what the page cannot do without. More may be in it: the server may be newer than the page. */
export type Guard<T> = (answer: unknown) => answer is T;

type Kinds = Record<string, 'string' | 'number' | 'boolean'>;

const ROOM: Kinds = { id: 'string', slug: 'string', name: 'string', topic: 'string', visibility: 'string', head: 'number', lastOrdinal: 'number' };
const MESSAGE: Kinds = { id: 'string', body: 'string', seq: 'number', ordinal: 'number', at: 'number' };

export function isRoom(answer: unknown): answer is Room {
  return has(answer, ROOM);
}

export function isRooms(answer: unknown): answer is Room[] {
  return Array.isArray(answer) && answer.every(isRoom);
}

export function isMessages(answer: unknown): answer is Message[] {
  return Array.isArray(answer) && answer.every((message) => has(message, MESSAGE) && isAuthor(message['author']));
}

export function isHistoryOfMessage(answer: unknown): answer is HistoryOfMessage {
  return has(answer, { more: 'boolean' }) && Array.isArray(answer['versions']) && answer['versions'].every((version) => has(version, { seq: 'number', at: 'number', body: 'string' }));
}

export function isHooks(answer: unknown): answer is Hook[] {
  return Array.isArray(answer) && answer.every(isHook);
}

export function isHookMade(answer: unknown): answer is HookMade {
  return isHook(answer) && has(answer, { secret: 'string' });
}

function isHook(answer: unknown): answer is Hook {
  return has(answer, { id: 'string', name: 'string', roomId: 'string', createdAt: 'number' }) && isAuthor(answer['createdBy']);
}

export function isPushKey(answer: unknown): answer is PushKey {
  return has(answer, { key: 'string' });
}

export function isPushTested(answer: unknown): answer is PushTested {
  return has(answer, { outcome: 'string' });
}

export function isSessionView(answer: unknown): answer is SessionView {
  return has(answer, {}) && isAuthor(answer['user']);
}

export function isMe(answer: unknown): answer is MeView {
  return isAuthor(answer) && has(answer, { kind: 'string' }) && Array.isArray(answer['roles']);
}

export function isOwnSessions(answer: unknown): answer is OwnSession[] {
  return Array.isArray(answer) && answer.every((session) => has(session, { id: 'string', device: 'string', usedAt: 'number' }));
}

export function isMemberList(answer: unknown): answer is { members: RoomMember[]; memberCount: number } {
  return has(answer, { memberCount: 'number' }) && Array.isArray(answer['members']) && answer['members'].every(isAuthor);
}

export function isFoundPeople(answer: unknown): answer is FoundPerson[] {
  return Array.isArray(answer) && answer.every(isAuthor);
}

export function isInvite(answer: unknown): answer is Invite {
  return has(answer, { code: 'string', createdAt: 'number', uses: 'number' }) && isAuthor(answer['createdBy']);
}

export function isInvites(answer: unknown): answer is Invite[] {
  return Array.isArray(answer) && answer.every(isInvite);
}

export function isInviteView(answer: unknown): answer is InviteView {
  return has(answer, { invitedBy: 'string' }) && Array.isArray(answer['admits']) && (answer['room'] === undefined || has(answer['room'], { name: 'string', memberCount: 'number' }));
}

/** For answers that say nothing, such as those to `DELETE`. */
export function isNothing(answer: unknown): answer is undefined {
  return answer === undefined;
}

export function isAuthor(value: unknown): value is Author {
  return has(value, { id: 'string', name: 'string' });
}

function has(value: unknown, kinds: Kinds): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(kinds).every(([key, kind]) => typeof (value as Record<string, unknown>)[key] === kind);
}
