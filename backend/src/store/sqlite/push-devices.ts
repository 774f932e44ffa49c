import { LIMITS } from '../../contract/limits.ts';
import type { PushWrites, StoredPushDevice } from '../push.ts';
import type { Database, StatementSync } from './database.ts';

/** Nothing where the session has ended meanwhile. */
export const PUSH_DEVICES = {
  save: `
    INSERT INTO push_devices (endpoint, user, session, p256dh, auth, detail, language, quiet, created_at)
    SELECT :endpoint, :user, :session, :p256dh, :auth, :detail, :language, :quiet, :createdAt WHERE EXISTS (SELECT 1 FROM sessions WHERE token_hash = :session)
    ON CONFLICT (endpoint) DO UPDATE SET user = excluded.user, session = excluded.session, p256dh = excluded.p256dh, auth = excluded.auth,
      detail = excluded.detail, language = excluded.language, quiet = excluded.quiet, created_at = excluded.created_at`,
  forgetOldest: `
    DELETE FROM push_devices WHERE endpoint IN (SELECT endpoint FROM push_devices WHERE user = :user ORDER BY created_at DESC LIMIT -1 OFFSET :most)`,
  forget: 'DELETE FROM push_devices WHERE endpoint = :endpoint AND user = coalesce(:user, user)',
} as const;

/** Where people are told of messages while no page is open. */
export class PushDevices implements PushWrites {
  readonly #statements: Record<keyof typeof PUSH_DEVICES, StatementSync>;

  constructor(database: Database) {
    const prepared = Object.entries(PUSH_DEVICES).map(([name, sql]) => [name, database.prepare(sql)]);
    this.#statements = Object.fromEntries(prepared) as Record<keyof typeof PUSH_DEVICES, StatementSync>;
  }

  savePushDevice({ userId: user, tokenHash: session, keys: { p256dh, auth }, quiet, ...device }: StoredPushDevice): void {
    this.#statements.save.run({ ...device, user, session, p256dh, auth, quiet: quiet === undefined ? null : JSON.stringify(quiet) });
    this.#statements.forgetOldest.run({ user, most: LIMITS.pushDevices });
  }

  forgetPushDevice({ endpoint, userId: user }: Parameters<PushWrites['forgetPushDevice']>[0]): void {
    this.#statements.forget.run({ endpoint, user });
  }
}
