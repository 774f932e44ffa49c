import type { Author } from '../../contract/room-events.ts';
import type { AdministrationWrites, NewAuditEntry, PersonChange, PersonRefusal } from '../administration.ts';
import type { SecondFactorWrites } from '../second-factors.ts';
import { AccountsWriter } from './accounts-writer.ts';
import type { Database } from './database.ts';
import { prepared, type Prepared } from './prepared.ts';
import { toAuthor } from './rows.ts';
import { SecondFactors } from './second-factors.ts';

const ADMINISTRATION = {
  setSetting: 'INSERT INTO server_settings (name, value) VALUES (:name, :value) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  person: `
    SELECT account.role AS role, person.deactivated_at AS deactivatedAt FROM users AS person LEFT JOIN accounts AS account ON account.user = person.id
    WHERE person.id = :user`,
  activeAdmins: `
    SELECT count(*) AS count FROM accounts AS account CROSS JOIN users AS person ON person.id = account.user
    WHERE account.role = 'admin' AND person.deactivated_at IS NULL`,
  setRole: 'UPDATE accounts SET role = :role WHERE user = :user',
  setDeactivated: 'UPDATE users SET deactivated_at = :at WHERE id = :user',
  setReset: `
    INSERT INTO password_resets (code_hash, user, expires_at) SELECT :codeHash, user, :expiresAt FROM accounts WHERE user = :user
    ON CONFLICT (user) DO UPDATE SET code_hash = excluded.code_hash, expires_at = excluded.expires_at`,
  reset: `
    SELECT person.id AS id, person.name AS name FROM password_resets AS reset CROSS JOIN users AS person ON person.id = reset.user
    WHERE reset.code_hash = :codeHash AND reset.expires_at > :at AND person.deactivated_at IS NULL`,
  addAudit: `
    INSERT INTO audit (at, actor, actor_name, action, target, target_name, why, changes)
    VALUES (:at, :actor, :actorName, :action, :target, :targetName, :why, :changes)`,
} as const;

interface PersonRow {
  role: string | null;
  deactivatedAt: number | null;
}

/** What administrators do. Each call is part of one transaction. */
export class AdministrationWriter extends AccountsWriter implements AdministrationWrites, SecondFactorWrites {
  readonly #statements: Prepared<typeof ADMINISTRATION>;
  readonly #factors: SecondFactors;

  constructor(database: Database) {
    super(database);
    this.#factors = new SecondFactors(database);
    this.#statements = prepared(database, ADMINISTRATION);
  }

  changeSettings(changes: Record<string, unknown>, entry: NewAuditEntry): void {
    for (const [name, value] of Object.entries(changes)) this.#statements.setSetting.run({ name, value: JSON.stringify(value) });
    this.addAudit(entry);
  }

  setPerson({ userId: user, change, asFirst, entry }: Parameters<AdministrationWrites['setPerson']>[0]): PersonRefusal | { ended: string[] } {
    const person = this.#statements.person.get({ user }) as PersonRow | undefined;
    const refusal = this.#refusalOf(person, change, asFirst);
    if (refusal !== null) return refusal;
    this.addAudit(entry);
    if (change.secondFactor === false) this.endSecondFactor(user);
    if (change.role !== undefined) this.#statements.setRole.run({ user, role: change.role });
    if (change.deactivated === undefined) return { ended: [] };
    this.#statements.setDeactivated.run({ user, at: change.deactivated ? entry.at : null });
    return { ended: change.deactivated ? this.endSessionsOf(user) : [] };
  }

  #refusalOf(person: PersonRow | undefined, change: PersonChange, asFirst: boolean): PersonRefusal | null {
    if (person === undefined) return 'unknown';
    if (change.role !== undefined && person.role === null) return 'no account';
    const { count } = this.#statements.activeAdmins.get() as { count: number };
    if (asFirst) return count > 0 ? 'has an administrator' : null;
    return count === 1 && endsAdmin(person, change) ? 'last administrator' : null;
  }

  setReset({ userId: user, codeHash, expiresAt, entry }: Parameters<AdministrationWrites['setReset']>[0]): boolean {
    if (this.#statements.setReset.run({ user, codeHash, expiresAt }).changes === 0) return false;
    this.addAudit(entry);
    return true;
  }

  useReset({ codeHash, at, password }: Parameters<AdministrationWrites['useReset']>[0]): ReturnType<AdministrationWrites['useReset']> {
    const row = this.#statements.reset.get({ codeHash, at });
    if (row === undefined) return null;
    const user = toAuthor(row);
    const ended = this.setPassword({ userId: user.id, password, from: null, keeps: null }) ?? [];
    this.addAudit({ at, actor: user, action: 'person.password-reset', target: user, why: null, changes: {} });
    return { user, ended };
  }

  beginSecondFactor(wish: Parameters<SecondFactorWrites['beginSecondFactor']>[0]): boolean {
    return this.#factors.beginSecondFactor(wish);
  }

  confirmSecondFactor(wish: Parameters<SecondFactorWrites['confirmSecondFactor']>[0]): boolean {
    return this.#factors.confirmSecondFactor(wish);
  }

  takeStep(wish: Parameters<SecondFactorWrites['takeStep']>[0]): boolean {
    return this.#factors.takeStep(wish);
  }

  takeRecoveryCode(wish: Parameters<SecondFactorWrites['takeRecoveryCode']>[0]): boolean {
    return this.#factors.takeRecoveryCode(wish);
  }

  endSecondFactor(userId: string): void {
    this.#factors.endSecondFactor(userId);
  }

  addAudit({ at, actor, action, target, why, changes }: NewAuditEntry): void {
    const by = namedOf(actor);
    const to = namedOf(target);
    this.#statements.addAudit.run({ at, action, why, changes: JSON.stringify(changes), actor: by.id, actorName: by.name ?? '', target: to.id, targetName: to.name });
  }
}

function namedOf(person: Author | null): { id: string | null; name: string | null } {
  return person ?? { id: null, name: null };
}

function endsAdmin(person: PersonRow, { role, deactivated }: PersonChange): boolean {
  const isActiveAdmin = person.role === 'admin' && person.deactivatedAt === null;
  return isActiveAdmin && (deactivated === true || role === 'member');
}
