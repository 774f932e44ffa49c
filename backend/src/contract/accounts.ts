import type { SessionKind } from './rest.ts';

/** `POST /api/session` of somebody who has an account. */
export interface SignIn {
  login: string;
  password: string;
  kind?: SessionKind;
}

/** `POST /api/accounts`. A guest keeps their id, rooms and messages, and may leave the name out. */
export interface SignUp {
  login: string;
  password: string;
  name?: string;
  kind?: SessionKind;
  /** The code of an invitation, where only who is invited may come in. */
  invite?: string;
}

/** `PUT /api/me/password`: all other sessions end. */
export interface ChangePassword {
  current: string;
  password: string;
}

/** One of one's own sessions, as `GET /api/me/sessions` lists them, newest first. */
export interface OwnSession {
  /** Names it, and opens nothing. */
  id: string;
  kind: SessionKind;
  /** What it was begun with, such as "Firefox, Linux"; empty where nobody knows. */
  device: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  /** Milliseconds since 1970; it may have been used up to an hour later. */
  usedAt: number;
  expiresAt: number;
  /** The one that asks. */
  current: boolean;
  /** Has an open socket. */
  online: boolean;
}
