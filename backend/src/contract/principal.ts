/** A guest has a name, a member also a login; a bot is a program that somebody answers for. */
export type PersonKind = 'guest' | 'member' | 'bot';

/** What a person may do on the whole server. Roles in a room are the room's. */
export type ServerRole = 'admin' | 'member' | 'guest';

/** Who acts, and by which session: what every command and request is judged by. */
export interface Principal {
  userId: string;
  name: string;
  kind: PersonKind;
  roles: readonly ServerRole[];
  sessionId: string;
}
