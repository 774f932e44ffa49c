import { Injectable } from '@nestjs/common';
import { AccountsService } from '../../identity/accounts.service.ts';
import type { Session } from '../../identity/session.ts';
import { SignInLimits } from '../../identity/sign-in-limits.ts';

/** What is dangerous is done by whoever knows the password, not by whoever sits down at an open page. */
@Injectable()
export class Confirmations {
  readonly #accounts: AccountsService;
  readonly #limits: SignInLimits;

  constructor(accounts: AccountsService, limits: SignInLimits) {
    this.#accounts = accounts;
    this.#limits = limits;
  }

  /** Throws FORBIDDEN, and RATE_LIMITED after some. */
  async require({ user }: Session, password: string): Promise<void> {
    const forgive = this.#limits.admit({ loginKey: `person ${user.id}`, address: `of ${user.id}` });
    await this.#accounts.requirePassword(user.id, password);
    forgive();
  }
}
