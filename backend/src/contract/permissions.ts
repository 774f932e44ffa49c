/**
 * Who may do what in a room: one table, read by the rules of a room, by every read, by REST, by the page and by the docs.
 * What one may not see does not exist: whoever lacks `room.see` is told NOT_FOUND, whatever they asked for.
 */
import type { ServerRole } from './principal.ts';
import type { RoomKind, RoomRole, Visibility } from './room.ts';

/** What somebody is to one room. A visitor is no member; a banned person is nothing at all. */
export type Standing = RoomRole | 'visitor' | 'banned';

const ALL = ['owner', 'moderator', 'member', 'visitor'] as const;
const MEMBERS = ['owner', 'moderator', 'member'] as const;
const MODERATORS = ['owner', 'moderator'] as const;
const OWNER = ['owner'] as const;
const NOBODY = [] as const;

interface Rule {
  public: readonly Standing[];
  private: readonly Standing[];
  /** Between two or a few people, who are all the same there. */
  direct: readonly Standing[];
}

const everywhere = (standings: readonly Standing[]): Rule => ({ public: standings, private: standings, direct: standings });
const inRooms = (standings: readonly Standing[]): Rule => ({ public: standings, private: standings, direct: NOBODY });

/** Actions on a room, and the standings that may, by the room's kind and visibility. */
export const PERMISSIONS = {
  /** Find it, and read its name, topic and figures. */
  'room.see': { public: ALL, private: MEMBERS, direct: MEMBERS },
  /** Open it, read its messages and members, catch up. */
  'room.read': { public: ALL, private: MEMBERS, direct: MEMBERS },
  'room.join': { public: ALL, private: MEMBERS, direct: MEMBERS },
  /** A conversation is its people: it can be silenced, not left. */
  'room.leave': inRooms(MEMBERS),
  /** Name, topic, visibility, policy, archive. */
  'room.update': inRooms(OWNER),
  'message.send': everywhere(MEMBERS),
  /** Where the room's policy lets only moderators post. */
  'message.send.moderated': { public: MODERATORS, private: MODERATORS, direct: MEMBERS },
  'message.edit.own': everywhere(MEMBERS),
  'message.delete.own': everywhere(MEMBERS),
  'message.delete.others': everywhere(MODERATORS),
  /** What a message said before it was edited. */
  'message.history': { public: ALL, private: MEMBERS, direct: MEMBERS },
  'message.pin': { public: MODERATORS, private: MEMBERS, direct: MEMBERS },
  'reaction.set': everywhere(MEMBERS),
  /** `<@room>`: everybody is told. */
  'mention.room': { public: MODERATORS, private: MODERATORS, direct: MEMBERS },
  /** Make somebody a member, or invite whoever has the link. */
  'member.add': { public: MEMBERS, private: MODERATORS, direct: NOBODY },
  /** Remove, ban, mute; never somebody of one's own rank or above. */
  'member.moderate': inRooms(MODERATORS),
  'member.role': inRooms(OWNER),
  /** Make doors for programs, and end them. */
  'hook.manage': inRooms(MODERATORS),
  /** Break its thread on purpose, where FAULT_INJECTION is on. */
  'room.fault': inRooms(OWNER),
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof PERMISSIONS;

export interface RoomFacts {
  kind: RoomKind;
  visibility: Visibility;
  standing: Standing;
}

/** Pure. An administrator of the server has an owner's say in every public room, and none in a private one of others. */
export function may(roles: readonly ServerRole[], action: Action, room: RoomFacts): boolean {
  const allowed: readonly Standing[] = PERMISSIONS[action][room.kind === 'direct' ? 'direct' : room.visibility];
  return allowed.includes(countedStanding(roles, room));
}

/** What somebody counts as in the room. */
export function countedStanding(roles: readonly ServerRole[], { visibility, standing }: Omit<RoomFacts, 'kind'>): Standing {
  return visibility === 'public' && roles.includes('admin') ? 'owner' : standing;
}

export function isMember(standing: Standing): standing is RoomRole {
  return standing !== 'visitor' && standing !== 'banned';
}

const RANK: Record<Standing, number> = { banned: 0, visitor: 0, member: 1, moderator: 2, owner: 3 };

/** Nobody moderates their like or their better. */
export function outranks(mine: Standing, theirs: Standing): boolean {
  return RANK[mine] > RANK[theirs];
}
