import type { Facts } from '@contract/facts';
import type { Author, RoomEvent } from '@contract/room-events';
import type { RoomMember } from '@contract/room';

export interface Members {
  /** People online first, each part by name. */
  listed: readonly RoomMember[];
  /** All members, also those beyond the list. */
  count: number;
  online: number;
}

export const NOBODY: Members = { listed: [], count: 0, online: 0 };

export function membersOf(joined: { members: readonly RoomMember[]; memberCount: number; room: { online: number } }): Members {
  return { listed: inOrder(joined.members), count: joined.memberCount, online: joined.room.online };
}

export function presenceChanged(members: Members, { online, joined, left }: Facts['presence:changed']): Members {
  const byId = indexed(members);
  for (const { id, name } of joined) byId.set(id, { id, name, online: true });
  for (const { id } of left) {
    const member = byId.get(id);
    if (member !== undefined) byId.set(id, { ...member, online: false });
  }
  return { listed: inOrder(byId.values()), count: Math.max(members.count, byId.size), online };
}

export function membershipChanged(members: Members, events: readonly RoomEvent[]): Members {
  const byId = indexed(members);
  let { count } = members;
  for (const { type, author } of events) {
    if (type === 'member.joined' && !byId.has(author.id)) {
      byId.set(author.id, { ...author, online: true });
      count += 1;
    }
    if (type === 'member.left') count -= leave(byId, author) ? 1 : 0;
  }
  return { ...members, listed: inOrder(byId.values()), count };
}

/** Whether somebody's last word in these events is that they left. */
export function hasLeft(userId: string, events: readonly RoomEvent[]): boolean {
  return events.findLast(({ author, type }) => author.id === userId && type !== 'message.posted')?.type === 'member.left';
}

function leave(byId: Map<string, RoomMember>, { id }: Author): boolean {
  return byId.delete(id);
}

function indexed({ listed }: Members): Map<string, RoomMember> {
  return new Map(listed.map((member) => [member.id, member]));
}

function inOrder(members: Iterable<RoomMember>): RoomMember[] {
  return [...members].sort((a, b) => Number(b.online) - Number(a.online) || a.name.localeCompare(b.name));
}
