import type { Author } from './room-events.ts';

/** A link by which others become members of one room, as those see it who may invite there. */
export interface Invite {
  /** What stands in the link; whoever has it may come in. */
  code: string;
  roomId: string;
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
  roomId: string;
  /** From now; at most `LIMITS.inviteDays`. Without it the invitation does not end by itself. */
  expiresInMs?: number;
  /** At most `LIMITS.inviteUses`. */
  maxUses?: number;
}

/** What an invitation says to whoever has its link, signed in or not. */
export interface InviteView {
  room: { name: string; topic: string; memberCount: number };
  invitedBy: string;
  expiresAt?: number;
}
