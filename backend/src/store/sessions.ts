import type { ServerRole } from '../contract/principal.ts';
import type { SessionKind } from '../contract/rest.ts';
import type { Author } from '../contract/room-events.ts';

export interface StoredSession {
  tokenHash: string;
  kind: SessionKind;
  user: Author;
  /** Of the person, on the whole server. */
  role: ServerRole;
  /** What it was begun with, in words such as "Firefox, Linux"; empty where nobody knows. */
  device: string;
  createdAt: number;
  /** Not written at every use: it may be an hour later than this. */
  usedAt: number;
  expiresAt: number;
}

export interface SessionWrites {
  createSession(session: StoredSession): void;
  endSession(tokenHash: string): void;
  /** How somebody is called from now on, wherever they are named as they are now. */
  renameUser(user: Author): void;
  /** Nothing where it has ended. */
  renewSession(session: Pick<StoredSession, 'tokenHash' | 'usedAt' | 'expiresAt'>): void;
  /** All but one, where one is given. The token hashes of the sessions it ended. */
  endSessionsOf(userId: string, except?: string): string[];
  /** Removes the sessions that ended before `now`, at most `limit` of them, and says how many. */
  pruneSessions(now: number, limit: number): number;
}

export interface SessionReads {
  /** null also where the person may not come in any more. */
  session(tokenHash: string): StoredSession | null;
  /** Newest first. */
  sessionsOf(userId: string): StoredSession[];
}
