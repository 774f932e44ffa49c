import type { Author } from '../../contract/room-events.ts';
import type { AccountReads, StoredAccount } from '../accounts.ts';
import type { SessionReads, StoredSession } from '../sessions.ts';
import type { Database } from './database.ts';
import { prepared, type Prepared } from './prepared.ts';
import type { Row } from './rows.ts';

const SESSION = `
  SELECT session.token_hash AS tokenHash, session.kind AS kind, session.device AS device, session.created_at AS createdAt, session.used_at AS usedAt,
    session.expires_at AS expiresAt, coalesce(account.role, 'guest') AS role, person.id AS id, person.name AS name
  FROM sessions AS session CROSS JOIN users AS person ON person.id = session.user LEFT JOIN accounts AS account ON account.user = session.user`;
const ACCOUNT = `
  SELECT person.id AS id, person.name AS name, account.login AS login, account.password AS password, account.role AS role, person.deactivated_at AS deactivatedAt
  FROM accounts AS account CROSS JOIN users AS person ON person.id = account.user`;

const ACCOUNT_READS = {
  session: `${SESSION} WHERE session.token_hash = :tokenHash AND person.deactivated_at IS NULL`,
  sessionsOf: `${SESSION} WHERE session.user = :user ORDER BY session.created_at DESC`,
  account: `${ACCOUNT} WHERE account.user = :user`,
  accountByLogin: `${ACCOUNT} WHERE account.login_key = :loginKey`,
  admin: `SELECT 1 FROM accounts AS account CROSS JOIN users AS person ON person.id = account.user WHERE account.role = 'admin' AND person.deactivated_at IS NULL LIMIT 1`,
} as const;

/** Who has an account, and who is here by which session. */
export class AccountsReader implements AccountReads, SessionReads {
  readonly #statements: Prepared<typeof ACCOUNT_READS>;

  constructor(database: Database) {
    this.#statements = prepared(database, ACCOUNT_READS);
  }

  session(tokenHash: string): StoredSession | null {
    const row = this.#statements.session.get({ tokenHash });
    return row === undefined ? null : toSession(row);
  }

  sessionsOf(userId: string): StoredSession[] {
    return this.#statements.sessionsOf.all({ user: userId }).map(toSession);
  }

  account(userId: string): StoredAccount | null {
    const row = this.#statements.account.get({ user: userId });
    return row === undefined ? null : toAccount(row);
  }

  accountByLogin(loginKey: string): StoredAccount | null {
    const row = this.#statements.accountByLogin.get({ loginKey });
    return row === undefined ? null : toAccount(row);
  }

  hasAdmin(): boolean {
    return this.#statements.admin.get() !== undefined;
  }
}

function toSession(row: Row): StoredSession {
  const { id, name, ...session } = row as unknown as Omit<StoredSession, 'user'> & Author;
  return { ...session, user: { id, name } };
}

function toAccount(row: Row): StoredAccount {
  const { id, name, deactivatedAt, ...account } = row as unknown as Omit<StoredAccount, 'user' | 'isDeactivated'> & Author & { deactivatedAt: number | null };
  return { ...account, user: { id, name }, isDeactivated: deactivatedAt !== null };
}
