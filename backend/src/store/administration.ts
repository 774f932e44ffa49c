import type { AuditAction, AuditEntry, KnownPerson, KnownRoom } from '../contract/administration.ts';
import type { Author } from '../contract/room-events.ts';
import type { AccountRole } from './accounts.ts';

export type NewAuditEntry = Omit<AuditEntry, 'id'>;

/** One of these. */
export interface PersonChange {
  role?: AccountRole;
  deactivated?: boolean;
  /** They lost what they have besides the password. */
  secondFactor?: false;
}

/** What stands against it; nothing of it was stored. */
export type PersonRefusal = 'unknown' | 'no account' | 'last administrator' | 'has an administrator';

/** What is done to a person or the server, each with its entry in the audit list, in one transaction. */
export interface AdministrationWrites {
  changeSettings(changes: Record<string, unknown>, entry: NewAuditEntry): void;
  /** The hashes of the tokens of the sessions that ended. `asFirst`: only while nobody administers the server. */
  setPerson(wish: { userId: string; change: PersonChange; asFirst: boolean; entry: NewAuditEntry }): PersonRefusal | { ended: string[] };
  /** A code by which somebody gives themselves a new password; the one from before is worth nothing. False: there is no such account. */
  setReset(wish: { userId: string; codeHash: string; expiresAt: number; entry: NewAuditEntry }): boolean;
  /** Once. null: it was used, is too old, or never was. */
  useReset(wish: { codeHash: string; at: number; password: string }): { user: Author; ended: string[] } | null;
  addAudit(entry: NewAuditEntry): void;
}

export interface PeopleQuery {
  /** A part of the name or login, as `searchKey` has it. */
  search: string;
  kind: 'all' | 'admin' | 'member' | 'guest' | 'deactivated';
  after: string | null;
  limit: number;
}

export interface AuditQuery {
  action: AuditAction | null;
  /** Who did it, or to whom it was done. */
  personId: string | null;
  before: number | null;
  limit: number;
}

export interface AdministrationReads {
  /** What was set, by name. */
  settings(): Record<string, unknown>;
  /** By name. */
  everybody(query: PeopleQuery): KnownPerson[];
  knownPerson(userId: string): KnownPerson | null;
  /** Newest first. */
  audit(query: AuditQuery): AuditEntry[];
  /** Oldest first. */
  publicRooms(query: { search: string; after: string | null; limit: number }): KnownRoom[];
  publicRoom(roomId: string): KnownRoom | null;
  /** Whose code it is, where it may still be used. */
  reset(codeHash: string, at: number): Author | null;
}
