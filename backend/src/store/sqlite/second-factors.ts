import type { SecondFactorWrites } from '../second-factors.ts';
import type { Database } from './database.ts';
import { prepared, type Prepared } from './prepared.ts';

const SECOND_FACTORS = {
  begin: `
    INSERT INTO second_factors (user, secret) VALUES (:user, :secret)
    ON CONFLICT (user) DO UPDATE SET secret = excluded.secret WHERE second_factors.confirmed = 0`,
  confirm: 'UPDATE second_factors SET confirmed = 1, last_step = :step WHERE user = :user AND confirmed = 0',
  addRecovery: 'INSERT INTO recovery_codes (user, code_hash) VALUES (:user, :codeHash)',
  takeStep: 'UPDATE second_factors SET last_step = :step WHERE user = :user AND last_step < :step',
  takeRecovery: 'DELETE FROM recovery_codes WHERE user = :user AND code_hash = :codeHash',
  end: 'DELETE FROM second_factors WHERE user = :user',
  endRecovery: 'DELETE FROM recovery_codes WHERE user = :user',
} as const;

/** What people have besides their passwords. No code of theirs is taken twice. */
export class SecondFactors implements SecondFactorWrites {
  readonly #statements: Prepared<typeof SECOND_FACTORS>;

  constructor(database: Database) {
    this.#statements = prepared(database, SECOND_FACTORS);
  }

  beginSecondFactor({ userId: user, secret }: Parameters<SecondFactorWrites['beginSecondFactor']>[0]): boolean {
    return this.#statements.begin.run({ user, secret }).changes === 1;
  }

  confirmSecondFactor({ userId: user, step, recoveryHashes }: Parameters<SecondFactorWrites['confirmSecondFactor']>[0]): boolean {
    if (this.#statements.confirm.run({ user, step }).changes === 0) return false;
    this.#statements.endRecovery.run({ user });
    for (const codeHash of recoveryHashes) this.#statements.addRecovery.run({ user, codeHash });
    return true;
  }

  takeStep({ userId: user, step }: Parameters<SecondFactorWrites['takeStep']>[0]): boolean {
    return this.#statements.takeStep.run({ user, step }).changes === 1;
  }

  takeRecoveryCode({ userId: user, codeHash }: Parameters<SecondFactorWrites['takeRecoveryCode']>[0]): boolean {
    return this.#statements.takeRecovery.run({ user, codeHash }).changes === 1;
  }

  endSecondFactor(user: string): void {
    this.#statements.end.run({ user });
    this.#statements.endRecovery.run({ user });
  }
}
