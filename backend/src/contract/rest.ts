import type { Author } from './room-events.ts';

/** `cookie` is for pages, `token` for programs: the answer carries it, the socket takes it as `auth: { token }`, REST as a bearer. */
export type SessionKind = 'cookie' | 'token';

export interface CreateSession {
  name: string;
  kind?: SessionKind;
}

/** The answer to `POST` and `GET /api/session`. */
export interface SessionView {
  user: Author;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** Only in the answer to `POST` with `kind: 'token'`; shown once. */
  token?: string;
}

/** The query of `GET /api/rooms/:id/messages`: the messages before or after an ordinal, oldest first. */
export interface HistoryQuery {
  before?: number;
  after?: number;
  limit?: number;
}
