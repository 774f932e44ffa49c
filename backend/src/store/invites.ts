import type { Author } from '../contract/room-events.ts';
import type { StoredSession } from './sessions.ts';

/** A link by which others may become members of one room. It is gone when it was ended. */
export interface StoredInvite {
  /** Stands in the events of those who came by it, which `code` never does. */
  id: string;
  code: string;
  roomId: string;
  createdBy: Author;
  createdAt: number;
  /** null: it never ends by itself. */
  expiresAt: number | null;
  /** null: for as many as like. */
  maxUses: number | null;
  uses: number;
}

export type NewInvite = Omit<StoredInvite, 'uses' | 'createdBy'> & { createdBy: string };

/** What somebody who comes by an invitation may become. */
export type Ceiling = 'member' | 'guest';

/** A link by which others may come into the server. */
export interface StoredServerInvite {
  id: string;
  code: string;
  role: Ceiling;
  createdBy: Author;
  createdAt: number;
  expiresAt: number | null;
  maxUses: number | null;
  uses: number;
}

export type NewServerInvite = Omit<StoredServerInvite, 'uses' | 'createdBy'> & { createdBy: string };

export interface InviteWrites {
  /** False where its maker has `LIMITS.invitesPerPerson` open ones. */
  createServerInvite(invite: NewServerInvite): boolean;
  endServerInvite(code: string): void;
  /** A guest's first session, by an invitation to the server or to a room. False: it is over, and nobody came in. */
  enter(entry: { session: StoredSession; code: string }): boolean;
  /** False where the room has `LIMITS.invitesPerRoom` open ones; those that are over do not count. */
  createInvite(invite: NewInvite): boolean;
  endInvite(code: string): void;
}

export interface InviteReads {
  /** Also one that is over by time or use, but not one of somebody who may not come in themselves any more. */
  serverInvite(code: string): StoredServerInvite | null;
  /** Of everybody where nobody is named; oldest first. */
  serverInvites(createdBy: string | null): StoredServerInvite[];
  /** What somebody may become. */
  ceiling(userId: string): Ceiling;
  /** Whether somebody came into the server by this invitation: then it lets them into its room too. */
  hasEntered(entry: { invite: string; userId: string }): boolean;
  /** Also one that is over by time or use. */
  invite(code: string): StoredInvite | null;
  /** Oldest first. */
  invites(roomId: string): StoredInvite[];
}
