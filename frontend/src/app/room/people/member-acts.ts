import type { SetMember } from '@contract/commands';
import { type RoomFacts, may, outranks } from '@contract/permissions';
import type { RoomRole } from '@contract/room';

export interface MemberAct {
  id: 'owner' | 'moderator' | 'member' | 'mute' | 'remove' | 'ban';
  name: string;
  /** What the button says before it is really done; without it nobody is asked. */
  sure?: string;
  change: Pick<SetMember, 'role'> | Pick<SetMember, 'banned'> | Pick<SetMember, 'removed'> | { muteForMs: number };
}

const HOUR_MS = 3_600_000;

/** What the reader may do with a member of the room. */
export function memberActs(facts: RoomFacts, theirs: RoomRole): MemberAct[] {
  const roles = may([], 'member.role', facts) ? roleActs().filter(({ id }) => id !== theirs) : [];
  const moderates = may([], 'member.moderate', facts) && outranks(facts.standing, theirs);
  return moderates ? [...roles, ...moderation()] : roles;
}

function roleActs(): MemberAct[] {
  return [
    { id: 'owner', name: $localize`:@@person.makeOwner:Make an owner`, sure: $localize`:@@person.makeOwnerSure:Really make an owner`, change: { role: 'owner' } },
    { id: 'moderator', name: $localize`:@@person.makeModerator:Make a moderator`, change: { role: 'moderator' } },
    { id: 'member', name: $localize`:@@person.makeMember:Make an ordinary member`, change: { role: 'member' } },
  ];
}

function moderation(): MemberAct[] {
  return [
    { id: 'mute', name: $localize`:@@person.mute:Mute for an hour`, change: { muteForMs: HOUR_MS } },
    { id: 'remove', name: $localize`:@@person.remove:Remove from the room`, sure: $localize`:@@person.removeSure:Really remove`, change: { removed: true } },
    { id: 'ban', name: $localize`:@@person.ban:Ban from the room`, sure: $localize`:@@person.banSure:Really ban`, change: { banned: true } },
  ];
}
