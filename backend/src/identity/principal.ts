import type { Principal, ServerRole } from '../contract/principal.ts';
import type { Session } from './session.ts';

/** An administrator is a member besides. */
const ROLES: Record<ServerRole, readonly ServerRole[]> = { admin: ['admin', 'member'], member: ['member'], guest: ['guest'] };

/** The hash names the session: it opens nothing. */
export function principalOf({ tokenHash, user, role }: Session): Principal {
  return { userId: user.id, name: user.name, kind: role === 'guest' ? 'guest' : 'member', roles: ROLES[role], sessionId: tokenHash };
}

/** Whether the principal says of the person what the session says now. */
export function isCurrent({ name, roles }: Principal, { user, role }: Session): boolean {
  return name === user.name && roles === ROLES[role];
}
