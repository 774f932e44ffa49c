import type { PersonKind, ServerRole } from './principal.ts';
import type { SessionKind } from './rest.ts';
import type { Author } from './room-events.ts';

/** `open`: whoever reaches the address may come in. `invite`: only who is invited, and nothing is readable without a session. */
export type Access = 'open' | 'invite';

export interface ServerSettings {
  /** Empty: it is called as the program is. */
  name: string;
  access: Access;
  /** Whether somebody may come in by a name alone. Those who are in stay. */
  guests: boolean;
}

/** `GET /api/setup`: what the door has to know. The name only where the server is open. */
export interface SetupView extends ServerSettings {
  /** Nobody administers the server yet. */
  needed: boolean;
  /** The one-time token of the server's log has to be given. */
  token: boolean;
}

/** `POST /api/setup`: a guest or somebody new makes an account; a member gives the password of theirs and no login. */
export interface SetUp {
  login?: string;
  password: string;
  name?: string;
  token?: string;
  kind?: SessionKind;
}

/** What administrators do, and what is done to whom. */
export const AUDIT_ACTIONS = [
  'server.set-up',
  'settings.changed',
  'person.role',
  'person.deactivated',
  'person.reactivated',
  'person.reset-link',
  'person.password-reset',
  'person.second-factor-removed',
  'person.signed-out',
  'room.archived',
  'room.reopened',
  'room.owner',
] as const;

export type AuditAction = (typeof AUDIT_ACTIONS)[number];

/** Who did what, when, to whom, and why. Never a text that somebody wrote in a room. */
export interface AuditEntry {
  id: number;
  /** Milliseconds since 1970. */
  at: number;
  /** null: whoever runs the server, from its command line. */
  actor: Author | null;
  action: AuditAction;
  /** A person or a room, as it was called then. */
  target: Author | null;
  why: string | null;
  changes: Record<string, unknown>;
}

/** Somebody as administrators see them. */
export interface KnownPerson extends Author {
  kind: PersonKind;
  role: ServerRole;
  login?: string;
  createdAt: number;
  /** Of the session used last; without it they are signed in nowhere. */
  usedAt?: number;
  sessions: number;
  deactivatedAt?: number;
  /** Has to give a code besides the password. */
  secondFactor?: true;
}

/** `POST /api/admin/users/:id/reset`: its address is `/reset/<code>`, for one use. */
export interface ResetLink {
  code: string;
  expiresAt: number;
}

/** `GET /api/admin/users`: by name. */
export interface PeopleFilter {
  /** A part of the name or the login. */
  query?: string;
  kind?: 'all' | 'admin' | 'member' | 'guest' | 'deactivated';
  /** The id of the last one of the page before. */
  after?: string;
  limit?: number;
}

/** `PATCH /api/admin/users/:id`, one of role, deactivated and secondFactor. */
export interface ChangePerson {
  role?: 'admin' | 'member';
  deactivated?: boolean;
  secondFactor?: false;
  why?: string;
  /** Of whoever asks. */
  password: string;
}

/** `POST` and `DELETE` of what is dangerous: the password of whoever asks, once more. */
export interface Confirmation {
  password: string;
  why?: string;
}

/** `PATCH /api/admin/settings`; whoever changes who may come in gives their password again. */
export interface ChangeSettings extends Partial<ServerSettings> {
  password?: string;
}

/** A public room as administrators see it. */
export interface KnownRoom {
  id: string;
  slug: string;
  name: string;
  createdAt: number;
  archivedAt?: number;
  lastAt: number;
  messages: number;
  members: number;
  owners: Author[];
}

/** `PATCH /api/admin/rooms/:id`, one of archived and owner. */
export interface ChangeRoom {
  archived?: boolean;
  /** The id of a member of the room, who becomes its owner besides. */
  owner?: string;
  why?: string;
  password: string;
}

/** `GET /api/admin/audit`: newest first. */
export interface AuditFilter {
  action?: AuditAction;
  /** Who did it, or to whom or what it was done. */
  about?: string;
  /** The id of the last one of the page before. */
  before?: number;
  limit?: number;
}
