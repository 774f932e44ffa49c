import type { Principal } from '../contract/principal.ts';
import type { Session } from './session.ts';

/** Everybody is a guest as yet. The hash names the session: it opens nothing. */
export function principalOf({ tokenHash, user }: Session): Principal {
  return { userId: user.id, name: user.name, kind: 'guest', roles: ['guest'], sessionId: tokenHash };
}
