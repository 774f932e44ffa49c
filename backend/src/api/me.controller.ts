import { Body, Get, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { LIMITS } from '../contract/limits.ts';
import type { ChangeMe, MeView } from '../contract/rest.ts';
import { AccountsService } from '../identity/accounts.service.ts';
import { principalOf } from '../identity/principal.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import { SecondFactorService } from '../identity/second-factor.service.ts';
import type { Session } from '../identity/session.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { ChatError } from '../wire/chat-error.ts';
import { name } from '../wire/schemas/text.ts';
import { meSchema } from '../wire/schemas/views.ts';
import { ApiAnswers, ApiPayload } from './api-schemas.ts';
import { CurrentUser, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';

const changeMeSchema = z.strictObject({ name: name(LIMITS.userNameLength) });

/** Oneself. */
@ApiTags('me')
@GuardedController('api/me')
export class MeController {
  readonly #sessions: SessionsService;
  readonly #rates: RateLimits;
  readonly #accounts: AccountsService;
  readonly #factor: SecondFactorService;

  constructor(sessions: SessionsService, rates: RateLimits, accounts: AccountsService, factor: SecondFactorService) {
    this.#factor = factor;
    this.#accounts = accounts;
    this.#sessions = sessions;
    this.#rates = rates;
  }

  @Get()
  @ApiAnswers({ summary: 'Who one is', schema: meSchema, failures: ['UNAUTHENTICATED'] })
  async get(@CurrentUser() session: Session): Promise<MeView> {
    const [account, isOn] = await Promise.all([this.#accounts.find(session.user.id), this.#factor.isOn(session.user.id)]);
    return { ...viewOf(session), ...(account !== null && { login: account.login }), ...(isOn && { secondFactor: true }) };
  }

  @Patch()
  @ApiPayload(changeMeSchema)
  @ApiAnswers({ summary: 'Be called otherwise, on every device; what was said before keeps its name', schema: meSchema, failures: ['INVALID', 'TOO_LARGE', 'UNAUTHENTICATED', 'RATE_LIMITED'] })
  async change(@Body(new PayloadPipe(changeMeSchema)) wanted: ChangeMe, @CurrentUser() session: Session): Promise<MeView> {
    const user = { id: session.user.id, name: wanted.name };
    if (user.name === session.user.name) return viewOf(session);
    ChatError.ifTooFast(this.#rates.name(user.id), 'Too many new names in a short time.');
    await this.#sessions.rename(user);
    return viewOf({ ...session, user });
  }
}

function viewOf(session: Session): MeView {
  const { userId, name: called, kind, roles } = principalOf(session);
  return { id: userId, name: called, kind, roles };
}
