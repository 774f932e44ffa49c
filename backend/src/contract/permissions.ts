/**
 * Who may do what in a room: one table, read by the rules of a room, by every read, by REST, by the page and by the docs.
 * What one may not see does not exist: whoever lacks `room.see` is told NOT_FOUND, whatever they asked for.
 */
import type { ServerRole } from './principal.ts';
import type { RoomRole, Visibility } from './room.ts';

/** What somebody is to one room. A visitor is no member; a banned person is nothing at all. */
export type Standing = RoomRole | 'visitor' | 'banned';

const ALL = ['owner', 'moderator', 'member', 'visitor'] as const;
const MEMBERS = ['owner', 'moderator', 'member'] as const;
const MODERATORS = ['owner', 'moderator'] as const;
const OWNER = ['owner'] as const;

interface Rule {
  public: readonly Standing[];
  private: readonly Standing[];
}

const everywhere = (standings: readonly Standing[]): Rule => ({ public: standings, private: standings });

/** Actions on a room, and the standings that may, by the room's visibility. */
export const PERMISSIONS = {
  /** Find it, and read its name, topic and figures. */
  'room.see': { public: ALL, private: MEMBERS },
  /** Open it, read its messages and members, catch up. */
  'room.read': { public: ALL, private: MEMBERS },
  'room.join': { public: ALL, private: MEMBERS },
  'room.leave': everywhere(MEMBERS),
  /** Name, topic, visibility, policy, archive. */
  'room.update': everywhere(OWNER),
  'message.send': everywhere(MEMBERS),
  /** Where the room's policy lets only moderators post. */
  'message.send.moderated': everywhere(MODERATORS),
  'message.edit.own': everywhere(MEMBERS),
  'message.delete.own': everywhere(MEMBERS),
  'message.delete.others': everywhere(MODERATORS),
  'message.pin': { public: MODERATORS, private: MEMBERS },
  'reaction.set': everywhere(MEMBERS),
  /** `<@room>`: everybody is told. */
  'mention.room': everywhere(MODERATORS),
  /** Remove, ban, mute; never somebody of one's own rank or above. */
  'member.moderate': everywhere(MODERATORS),
  'member.role': everywhere(OWNER),
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof PERMISSIONS;

export interface RoomFacts {
  visibility: Visibility;
  standing: Standing;
}

/** Pure. An administrator of the server has an owner's say in every public room, and none in a private one of others. */
export function may(roles: readonly ServerRole[], action: Action, { visibility, standing }: RoomFacts): boolean {
  const allowed: readonly Standing[] = PERMISSIONS[action][visibility];
  return allowed.includes(countedStanding(roles, { visibility, standing }));
}

/** What somebody counts as in the room. */
export function countedStanding(roles: readonly ServerRole[], { visibility, standing }: RoomFacts): Standing {
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
