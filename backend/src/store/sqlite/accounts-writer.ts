import { LIMITS } from '../../contract/limits.ts';
import type { Author } from '../../contract/room-events.ts';
import type { AccountRefusal, AccountWrites, NewAccount, NewPassword, SignedIn } from '../accounts.ts';
import type { InviteWrites, NewServerInvite } from '../invites.ts';
import type { SessionWrites, StoredSession } from '../sessions.ts';
import type { Database } from './database.ts';
import { People } from './people.ts';
import { ServerInvites } from './server-invites.ts';
import { prepared, type Prepared } from './prepared.ts';
import type { Row } from './rows.ts';

const ACTIVE_ADMIN = `
  SELECT 1 FROM accounts AS account CROSS JOIN users AS person ON person.id = account.user
  WHERE account.role = 'admin' AND person.deactivated_at IS NULL`;

const ACCOUNT_WRITES = {
  addSession: `
    INSERT INTO sessions (token_hash, user, kind, device, created_at, used_at, expires_at)
    VALUES (:tokenHash, :user, :kind, :device, :createdAt, :usedAt, :expiresAt)`,
  endSession: 'DELETE FROM sessions WHERE token_hash = :tokenHash',
  renewSession: 'UPDATE sessions SET expires_at = :expiresAt, used_at = :usedAt WHERE token_hash = :tokenHash',
  endSessionsOf: 'DELETE FROM sessions WHERE user = :user AND token_hash <> :except RETURNING token_hash AS tokenHash',
  endTooMany: `
    DELETE FROM sessions WHERE token_hash IN (
      SELECT token_hash FROM sessions WHERE user = :user ORDER BY created_at DESC, token_hash LIMIT -1 OFFSET :most) RETURNING token_hash AS tokenHash`,
  pruneSessions: `
    DELETE FROM sessions WHERE token_hash IN (
      SELECT token_hash FROM sessions WHERE expires_at < :now ORDER BY expires_at LIMIT :limit)`,
  keepPushDevices: 'UPDATE push_devices SET session = :session WHERE session = :before AND user = :user',
  addAccount: `
    INSERT INTO accounts (user, login, login_key, password, role, created_at)
    VALUES (:user, :login, :loginKey, :password, :role, :createdAt)`,
  admin: `${ACTIVE_ADMIN} LIMIT 1`,
  login: 'SELECT 1 FROM accounts WHERE login_key = :loginKey',
  account: 'SELECT 1 FROM accounts WHERE user = :user',
  hasPassword: `
    SELECT 1 FROM accounts AS account CROSS JOIN users AS person ON person.id = account.user
    WHERE account.user = :user AND account.password = :password AND person.deactivated_at IS NULL`,
  setPassword: 'UPDATE accounts SET password = :password WHERE user = :user AND (:from IS NULL OR password = :from)',
  forgetReset: 'DELETE FROM password_resets WHERE user = :user',
} as const;

/** Who has an account, and who is here by which session. Each call is part of one transaction. */
export class AccountsWriter implements AccountWrites, SessionWrites {
  protected readonly people: People;
  protected readonly serverInvites: ServerInvites;
  readonly #statements: Prepared<typeof ACCOUNT_WRITES>;

  constructor(database: Database) {
    this.people = new People(database);
    this.serverInvites = new ServerInvites(database);
    this.#statements = prepared(database, ACCOUNT_WRITES);
  }

  createSession(session: StoredSession): void {
    this.people.save(session.user, session.createdAt);
    this.#add(session);
  }

  enter({ session, code }: Parameters<InviteWrites['enter']>[0]): boolean {
    const invite = this.serverInvites.find(code, session.createdAt);
    if (invite === null) return false;
    this.createSession(session);
    this.serverInvites.use(invite, session.user.id);
    return true;
  }

  createServerInvite(invite: NewServerInvite): boolean {
    return this.serverInvites.createServerInvite(invite);
  }

  endServerInvite(code: string): void {
    this.serverInvites.endServerInvite(code);
  }

  renameUser(user: Author): void {
    this.people.rename(user);
  }

  endSession(tokenHash: string): void {
    this.#statements.endSession.run({ tokenHash });
  }

  renewSession({ tokenHash, usedAt, expiresAt }: Parameters<SessionWrites['renewSession']>[0]): void {
    this.#statements.renewSession.run({ tokenHash, usedAt, expiresAt });
  }

  endSessionsOf(userId: string, except = ''): string[] {
    return this.#statements.endSessionsOf.all({ user: userId, except }).map(toHash);
  }

  pruneSessions(now: number, limit: number): number {
    return Number(this.#statements.pruneSessions.run({ now, limit }).changes);
  }

  createAccount(account: NewAccount): AccountRefusal | 'created' {
    const { user, login, loginKey, password, role, createdAt, session, replaces, invite: code } = account;
    const invite = code === null ? null : this.serverInvites.find(code, createdAt);
    if (code !== null && invite?.ceiling !== 'member') return 'invitation over';
    const refusal = this.#refusalOf(account);
    if (refusal !== null) return refusal;
    this.people.save(user, createdAt);
    if (invite !== null) this.serverInvites.use(invite, user.id);
    this.#statements.addAccount.run({ user: user.id, login, loginKey, password, role, createdAt });
    if (session !== null) this.#goOn(session, replaces);
    return 'created';
  }

  #refusalOf({ user, loginKey, asFirst }: NewAccount): AccountRefusal | null {
    if (asFirst && this.#statements.admin.get() !== undefined) return 'has an administrator';
    if (this.#statements.account.get({ user: user.id }) !== undefined) return 'has an account';
    return this.#statements.login.get({ loginKey }) === undefined ? null : 'login taken';
  }

  signIn({ session, password, replaces }: SignedIn): string[] | null {
    const user = session.user.id;
    if (this.#statements.hasPassword.get({ user, password }) === undefined) return null;
    this.#goOn(session, replaces);
    return this.#statements.endTooMany.all({ user, most: LIMITS.sessionsPerAccount }).map(toHash);
  }

  setPassword({ userId: user, password, from, keeps }: NewPassword): string[] | null {
    if (this.#statements.setPassword.run({ user, password, from }).changes === 0) return null;
    this.#statements.forgetReset.run({ user });
    return this.endSessionsOf(user, keeps ?? '');
  }

  rehashPassword({ userId: user, from, password }: Parameters<AccountWrites['rehashPassword']>[0]): void {
    this.#statements.setPassword.run({ user, from, password });
  }

  /** A browser that is told of messages goes on with its person. */
  #goOn(session: StoredSession, replaces: string | null): void {
    this.#add(session);
    if (replaces === null) return;
    this.#statements.keepPushDevices.run({ before: replaces, session: session.tokenHash, user: session.user.id });
    this.endSession(replaces);
  }

  #add({ tokenHash, kind, user, device, createdAt, usedAt, expiresAt }: StoredSession): void {
    this.#statements.addSession.run({ tokenHash, user: user.id, kind, device, createdAt, usedAt, expiresAt });
  }
}

function toHash(row: Row): string {
  return row['tokenHash'] as string;
}
