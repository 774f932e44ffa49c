import type { SessionKind } from './rest.ts';

/** `POST /api/session` of somebody who has an account. */
export interface SignIn {
  login: string;
  password: string;
  kind?: SessionKind;
  /** Of the second factor, or one of the recovery codes. Where it is missing the answer is FORBIDDEN. */
  code?: string;
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

/** `POST /api/me/second-factor`: what an authenticator is set up with, shown once. */
export interface SecondFactorSetup {
  /** Base32, to be typed. */
  secret: string;
  /** The same as `otpauth:` address, to be scanned. */
  uri: string;
}

/** `PUT /api/me/second-factor`: from now on a code is asked for. Each of these works once in its place; shown once. */
export interface RecoveryCodes {
  recoveryCodes: string[];
}
