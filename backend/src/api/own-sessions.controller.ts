import { Body, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import type { ChangePassword, OwnSession } from '../contract/accounts.ts';
import { AccountsService } from '../identity/accounts.service.ts';
import { OwnSessions } from '../identity/own-sessions.ts';
import { ProxyTrust } from '../identity/proxy-trust.ts';
import type { Session } from '../identity/session.ts';
import { SignInLimits } from '../identity/sign-in-limits.ts';
import { changePasswordSchema, ownSessionSchema } from '../wire/schemas/accounts.ts';
import { id } from '../wire/schemas/text.ts';
import { ApiAnswers, ApiPayload } from './api-schemas.ts';
import { CurrentUser, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { CurrentExchange, type Exchange } from './session-answers.ts';
import { SessionCookie } from './session-cookie.ts';

/** By what somebody is here, and by what they come in. */
@ApiTags('me')
@GuardedController('api/me')
export class OwnSessionsController {
  readonly #accounts: AccountsService;
  readonly #own: OwnSessions;
  readonly #limits: SignInLimits;
  readonly #cookie: SessionCookie;
  readonly #proxy: ProxyTrust;

  constructor(accounts: AccountsService, own: OwnSessions, limits: SignInLimits, cookie: SessionCookie, proxy: ProxyTrust) {
    this.#accounts = accounts;
    this.#own = own;
    this.#limits = limits;
    this.#cookie = cookie;
    this.#proxy = proxy;
  }

  @Put('password')
  @HttpCode(204)
  @ApiPayload(changePasswordSchema)
  @ApiAnswers({ summary: 'Have another password. All other sessions end', status: 204, failures: ['INVALID', 'FORBIDDEN', 'UNAUTHENTICATED', 'RATE_LIMITED', 'BUSY'] })
  async changePassword(@Body(new PayloadPipe(changePasswordSchema)) wish: ChangePassword, @CurrentUser() session: Session, @CurrentExchange() { request }: Exchange): Promise<void> {
    const forgive = this.#limits.admit({ loginKey: `person ${session.user.id}`, address: this.#proxy.addressOf(request) });
    await this.#accounts.changePassword(session, wish);
    forgive();
  }

  @Get('sessions')
  @ApiAnswers({ summary: 'Where one is signed in, newest first', schema: z.array(ownSessionSchema), failures: ['UNAUTHENTICATED', 'RATE_LIMITED'] })
  list(@CurrentUser() session: Session): Promise<OwnSession[]> {
    return this.#own.list(session);
  }

  @Delete('sessions')
  @HttpCode(204)
  @ApiAnswers({ summary: 'Sign out everywhere, here too', status: 204, failures: ['UNAUTHENTICATED'] })
  async endAll(@CurrentUser() session: Session, @CurrentExchange() { request, response }: Exchange): Promise<void> {
    await this.#own.endAll(session);
    this.#cookie.clear(request, response);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @ApiAnswers({ summary: 'Sign out on one device', status: 204, failures: ['NOT_FOUND', 'UNAUTHENTICATED'] })
  async end(@Param('id', new PayloadPipe(id)) sessionId: string, @CurrentUser() session: Session): Promise<void> {
    await this.#own.end(session, sessionId);
  }
}
