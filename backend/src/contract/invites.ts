import type { Author } from './room-events.ts';

export type InvitedRole = 'member' | 'guest';

/** A link by which others become members of one room, or come into the server, as those see it who may invite there. */
export interface Invite {
  /** What stands in the link; whoever has it may come in. */
  code: string;
  /** Without it, to the server. */
  roomId?: string;
  /** Of one to the server: what those may become who come by it. */
  role?: InvitedRole;
  createdBy: Author;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Milliseconds since 1970; without it the invitation does not end by itself. */
  expiresAt?: number;
  /** How many people it lets in; without it as many as like. */
  maxUses?: number;
  uses: number;
}

export interface CreateInvite {
  /** Without it, to the server. */
  roomId?: string;
  /** Of one to the server, which lets in members where nothing is said. */
  role?: InvitedRole;
  /** From now; at most `LIMITS.inviteDays`. Without it the invitation does not end by itself. */
  expiresInMs?: number;
  /** At most `LIMITS.inviteUses`. */
  maxUses?: number;
}

/** What an invitation says to whoever has its link, signed in or not. */
export interface InviteView {
  /** Without it, to the server. */
  room?: { name: string; topic: string; memberCount: number };
  /** What the server is called; empty: as the program is. */
  server: string;
  invitedBy: string;
  /** What somebody new may become by it: a guest needs a name alone. */
  admits: readonly InvitedRole[];
  expiresAt?: number;
}
