import type { Facts } from '@contract/facts';
import type { Author, RoomEvent } from '@contract/room-events';
import { LIMITS } from '@contract/limits';
import type { RoomMember } from '@contract/room';

export interface Members {
  /** People online first, each part by name. */
  listed: readonly RoomMember[];
  /** All members, also those beyond the list. */
  count: number;
  online: number;
}

export const NOBODY: Members = { listed: [], count: 0, online: 0 };

export function membersOf(opened: { members: readonly RoomMember[]; memberCount: number; room: { online: number } }): Members {
  return { listed: inOrder(opened.members), count: opened.memberCount, online: opened.room.online };
}

export function presenceChanged(members: Members, { online, joined, left }: Facts['presence:changed']): Members {
  const byId = indexed(members);
  for (const { id, name } of joined) byId.set(id, { id, name, role: byId.get(id)?.role ?? 'member', online: true });
  for (const { id } of left) {
    const member = byId.get(id);
    if (member !== undefined) byId.set(id, { ...member, online: false });
  }
  return { listed: inOrder(byId.values()), count: Math.max(members.count, byId.size), online };
}

export function membershipChanged(members: Members, events: readonly RoomEvent[]): Members {
  const byId = indexed(members);
  let { count } = members;
  for (const event of events) {
    const known = byId.size;
    change(byId, event);
    count += byId.size - known;
  }
  return { ...members, listed: inOrder(byId.values()), count };
}

function change(byId: Map<string, RoomMember>, event: RoomEvent): void {
  if (event.type === 'member.joined' && !byId.has(event.author.id)) byId.set(event.author.id, { ...event.author, role: 'member', online: true });
  const gone = goneIn(event);
  if (gone !== null) byId.delete(gone.id);
  const promoted = event.type === 'member.role' ? byId.get(event.target.id) : undefined;
  if (event.type === 'member.role' && promoted !== undefined) byId.set(promoted.id, { ...promoted, role: event.role });
}

/** Whether the reader's own last coming or going in these events was a going; null where there was none. */
export function isOut(userId: string, events: readonly RoomEvent[]): boolean | null {
  const last = events.findLast((event) => (event.type === 'member.joined' ? event.author.id === userId : goneIn(event)?.id === userId));
  return last === undefined ? null : last.type !== 'member.joined';
}

function goneIn(event: RoomEvent): Author | null {
  if (event.type === 'member.left') return event.author;
  return event.type === 'member.removed' || event.type === 'member.banned' ? event.target : null;
}

function indexed({ listed }: Members): Map<string, RoomMember> {
  return new Map(listed.map((member) => [member.id, member]));
}

function inOrder(members: Iterable<RoomMember>): RoomMember[] {
  return [...members].sort((a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name)).slice(0, LIMITS.membersListed);
}
