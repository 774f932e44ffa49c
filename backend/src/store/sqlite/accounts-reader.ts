import type { Author } from '../../contract/room-events.ts';
import type { AccountReads, StoredAccount } from '../accounts.ts';
import type { Ceiling, StoredServerInvite } from '../invites.ts';
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

const SERVER_INVITE = `
  SELECT invite.id AS id, invite.code AS code, invite.role AS role, invite.created_by AS by, inviter.name AS byName, invite.created_at AS createdAt,
    invite.expires_at AS expiresAt, invite.max_uses AS maxUses, (SELECT count(*) FROM invite_entries AS entered WHERE entered.invite = invite.id) AS uses
  FROM server_invites AS invite CROSS JOIN users AS inviter ON inviter.id = invite.created_by AND inviter.deactivated_at IS NULL`;

const ACCOUNT_READS = {
  session: `${SESSION} WHERE session.token_hash = :tokenHash AND person.deactivated_at IS NULL`,
  sessionsOf: `${SESSION} WHERE session.user = :user ORDER BY session.created_at DESC`,
  account: `${ACCOUNT} WHERE account.user = :user`,
  accountByLogin: `${ACCOUNT} WHERE account.login_key = :loginKey`,
  serverInvite: `${SERVER_INVITE} WHERE invite.code = :code`,
  serverInvites: `${SERVER_INVITE} WHERE :createdBy IS NULL OR invite.created_by = :createdBy ORDER BY invite.created_at`,
  ceiling: 'SELECT ceiling FROM users WHERE id = :user',
  entered: 'SELECT 1 FROM invite_entries WHERE invite = :invite AND user = :user',
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

  serverInvite(code: string): StoredServerInvite | null {
    const row = this.#statements.serverInvite.get({ code });
    return row === undefined ? null : toServerInvite(row);
  }

  serverInvites(createdBy: string | null): StoredServerInvite[] {
    return this.#statements.serverInvites.all({ createdBy }).map(toServerInvite);
  }

  ceiling(userId: string): Ceiling {
    return (this.#statements.ceiling.get({ user: userId }) as { ceiling: Ceiling } | undefined)?.ceiling ?? 'guest';
  }

  hasEntered({ invite, userId: user }: { invite: string; userId: string }): boolean {
    return this.#statements.entered.get({ invite, user }) !== undefined;
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

function toServerInvite(row: Row): StoredServerInvite {
  const { by, byName, ...invite } = row as unknown as Omit<StoredServerInvite, 'createdBy'> & { by: string; byName: string };
  return { ...invite, createdBy: { id: by, name: byName } };
}
