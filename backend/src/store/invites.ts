import type { Author } from '../contract/room-events.ts';

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

export interface InviteWrites {
  /** False where the room has `LIMITS.invitesPerRoom` open ones; those that are over do not count. */
  createInvite(invite: NewInvite): boolean;
  endInvite(code: string): void;
}

export interface InviteReads {
  /** Also one that is over by time or use. */
  invite(code: string): StoredInvite | null;
  /** Oldest first. */
  invites(roomId: string): StoredInvite[];
}
