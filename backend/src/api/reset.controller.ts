import { Body, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import { AdministrationService } from '../identity/administration.service.ts';
import { ProxyTrust } from '../identity/proxy-trust.ts';
import { SignInLimits } from '../identity/sign-in-limits.ts';
import { resetViewSchema, useResetSchema } from '../wire/schemas/administration.ts';
import { id } from '../wire/schemas/text.ts';
import { ApiAnswers, ApiPayload } from './api-schemas.ts';
import { AtTheDoor, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { CurrentExchange, type Exchange } from './session-answers.ts';

const ofCode = new PayloadPipe(id);

/** For whoever has forgotten the password, and was given a link by an administrator. */
@ApiTags('accounts')
@GuardedController('api/reset')
export class ResetController {
  readonly #administration: AdministrationService;
  readonly #limits: SignInLimits;
  readonly #proxy: ProxyTrust;

  constructor(administration: AdministrationService, limits: SignInLimits, proxy: ProxyTrust) {
    this.#administration = administration;
    this.#limits = limits;
    this.#proxy = proxy;
  }

  @Get(':code')
  @AtTheDoor()
  @ApiAnswers({ summary: 'Whose password the link is for', schema: resetViewSchema, failures: ['NOT_FOUND', 'RATE_LIMITED'] })
  async view(@Param('code', ofCode) code: string, @CurrentExchange() exchange: Exchange): Promise<z.output<typeof resetViewSchema>> {
    const forgive = this.#admit(exchange);
    const { name } = await this.#administration.resetOf(code);
    forgive();
    return { name };
  }

  @Post(':code')
  @HttpCode(204)
  @AtTheDoor()
  @ApiPayload(useResetSchema)
  @ApiAnswers({ summary: 'Have another password, once. All sessions end', status: 204, failures: ['NOT_FOUND', 'INVALID', 'RATE_LIMITED', 'BUSY'] })
  async use(@Param('code', ofCode) code: string, @Body(new PayloadPipe(useResetSchema)) { password }: z.output<typeof useResetSchema>, @CurrentExchange() exchange: Exchange): Promise<void> {
    const forgive = this.#admit(exchange);
    await this.#administration.useReset(code, password);
    forgive();
  }

  #admit({ request }: Exchange): () => void {
    const address = this.#proxy.addressOf(request);
    return this.#limits.admit({ loginKey: `reset from ${address}`, address });
  }
}
