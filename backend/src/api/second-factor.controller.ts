import { Body, HttpCode, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { RecoveryCodes, SecondFactorSetup } from '../contract/accounts.ts';
import { SecondFactorService } from '../identity/second-factor.service.ts';
import type { Session } from '../identity/session.ts';
import { AccountsService } from '../identity/accounts.service.ts';
import { SignInLimits } from '../identity/sign-in-limits.ts';
import { beginFactorSchema, confirmFactorSchema, endFactorSchema, factorSetupSchema, recoveryCodesSchema } from '../wire/schemas/accounts.ts';
import { ApiAnswers, ApiPayload } from './api-schemas.ts';
import { CurrentUser, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';

/** A code besides the password. */
@ApiTags('me')
@GuardedController('api/me/second-factor')
export class SecondFactorController {
  readonly #factor: SecondFactorService;
  readonly #accounts: AccountsService;
  readonly #limits: SignInLimits;

  constructor(factor: SecondFactorService, accounts: AccountsService, limits: SignInLimits) {
    this.#factor = factor;
    this.#accounts = accounts;
    this.#limits = limits;
  }

  @Post()
  @HttpCode(200)
  @ApiPayload(beginFactorSchema)
  @ApiAnswers({ summary: 'What to set an authenticator up with; nothing changes until a code of it was given', schema: factorSetupSchema, failures: ['FORBIDDEN', 'CONFLICT', 'RATE_LIMITED', 'BUSY'] })
  async begin(@Body(new PayloadPipe(beginFactorSchema)) { password }: z.output<typeof beginFactorSchema>, @CurrentUser() session: Session): Promise<SecondFactorSetup> {
    const forgive = this.#admit(session);
    const { login } = await this.#accounts.requirePassword(session.user.id, password);
    forgive();
    return this.#factor.begin(session.user.id, login);
  }

  @Put()
  @ApiPayload(confirmFactorSchema)
  @ApiAnswers({ summary: 'Give a code of it: from now on one is asked for at sign-in', schema: recoveryCodesSchema, failures: ['INVALID', 'CONFLICT', 'RATE_LIMITED'] })
  async confirm(@Body(new PayloadPipe(confirmFactorSchema)) { code }: z.output<typeof confirmFactorSchema>, @CurrentUser() session: Session): Promise<RecoveryCodes> {
    const forgive = this.#admit(session);
    const codes = await this.#factor.confirm(session.user.id, code);
    forgive();
    return codes;
  }

  @Post('remove')
  @HttpCode(204)
  @ApiPayload(endFactorSchema)
  @ApiAnswers({ summary: 'Be asked for no code any more', status: 204, failures: ['FORBIDDEN', 'RATE_LIMITED', 'BUSY'] })
  async end(@Body(new PayloadPipe(endFactorSchema)) { password, code }: z.output<typeof endFactorSchema>, @CurrentUser() session: Session): Promise<void> {
    const forgive = this.#admit(session);
    await this.#accounts.requirePassword(session.user.id, password);
    await this.#factor.prove(session.user.id, code);
    await this.#factor.end(session.user.id);
    forgive();
  }

  #admit({ user }: Session): () => void {
    return this.#limits.admit({ loginKey: `person ${user.id}`, address: `of ${user.id}` });
  }
}
