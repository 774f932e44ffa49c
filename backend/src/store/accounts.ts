import type { Author } from '../contract/room-events.ts';
import type { StoredSession } from './sessions.ts';

export type AccountRole = 'admin' | 'member';

export interface StoredAccount {
  user: Author;
  /** As its owner wrote it. */
  login: string;
  /** A PHC string. */
  password: string;
  role: AccountRole;
  isDeactivated: boolean;
}

export interface NewAccount {
  /** A guest who becomes a member keeps their id; they are called so from now on. */
  user: Author;
  login: string;
  /** The login as compared: nobody shares it. */
  loginKey: string;
  password: string;
  role: AccountRole;
  createdAt: number;
  /** With which its owner goes on; null where somebody else makes the account. */
  session: StoredSession | null;
  /** The hash of the token of a session that ends with this. */
  replaces: string | null;
  /** Only while nobody administers the server. */
  asFirst: boolean;
  /** The code of an invitation that is used by this, and has to let in members. */
  invite: string | null;
}

/** What stands against it; nothing of it was stored. */
export type AccountRefusal = 'login taken' | 'has an account' | 'has an administrator' | 'invitation over';

export interface SignedIn {
  session: StoredSession;
  /** The password hash that the password was compared with: where it has changed since, nobody is signed in. */
  password: string;
  replaces: string | null;
}

export interface NewPassword {
  userId: string;
  password: string;
  /** What it was when the old one was proved; null where nobody has to prove it. */
  from: string | null;
  /** The hash of the token of the session that goes on. */
  keeps: string | null;
}

export interface AccountWrites {
  /** The account with its first session, or nothing. */
  createAccount(account: NewAccount): AccountRefusal | 'created';
  /** The hashes of the tokens of sessions that were too many; null: the password is another one, or the person may not come in. */
  signIn(signedIn: SignedIn): string[] | null;
  /** The hashes of the tokens of the sessions that ended; null: the password has become another one meanwhile. */
  setPassword(wish: NewPassword): string[] | null;
  /** The same password, made harder to guess. Nothing where it has changed meanwhile. */
  rehashPassword(wish: { userId: string; from: string; password: string }): void;
}

export interface AccountReads {
  account(userId: string): StoredAccount | null;
  accountByLogin(loginKey: string): StoredAccount | null;
  /** Whether anybody administers the server. */
  hasAdmin(): boolean;
}
