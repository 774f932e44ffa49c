import { Body, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { z } from 'zod';
import type { SignIn } from '../contract/accounts.ts';
import type { SessionView } from '../contract/rest.ts';
import { AccountsService } from '../identity/accounts.service.ts';
import { Admission } from '../identity/admission.ts';
import { ProxyTrust } from '../identity/proxy-trust.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import type { Session } from '../identity/session.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import { SignInLimits } from '../identity/sign-in-limits.ts';
import { ChatError } from '../wire/chat-error.ts';
import { nameKeyOf } from '../wire/names.ts';
import { sessionBodySchema } from '../wire/schemas/accounts.ts';
import { sessionSchema } from '../wire/schemas/views.ts';
import { ApiAnswers, ApiPayload } from './api-schemas.ts';
import { AtTheDoor, CurrentUser, GuardedController } from './auth.guard.ts';
import { DeviceCookie } from './device-cookie.ts';
import { Invitations } from './invitations.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { CurrentExchange, SessionAnswers, viewOf, type Exchange } from './session-answers.ts';
import { SessionCookie } from './session-cookie.ts';

@ApiTags('session')
@GuardedController('api/session')
export class SessionController {
  readonly #sessions: SessionsService;
  readonly #accounts: AccountsService;
  readonly #rates: RateLimits;
  readonly #limits: SignInLimits;
  readonly #answers: SessionAnswers;
  readonly #cookie: SessionCookie;
  readonly #device: DeviceCookie;
  readonly #proxy: ProxyTrust;
  readonly #admission: Admission;
  readonly #invitations: Invitations;

  constructor(
    sessions: SessionsService,
    accounts: AccountsService,
    rates: RateLimits,
    limits: SignInLimits,
    answers: SessionAnswers,
    cookie: SessionCookie,
    device: DeviceCookie,
    proxy: ProxyTrust,
    admission: Admission,
    invitations: Invitations,
  ) {
    this.#invitations = invitations;
    this.#admission = admission;
    this.#sessions = sessions;
    this.#accounts = accounts;
    this.#rates = rates;
    this.#limits = limits;
    this.#answers = answers;
    this.#cookie = cookie;
    this.#device = device;
    this.#proxy = proxy;
  }

  @Post()
  @AtTheDoor()
  @ApiPayload(sessionBodySchema)
  @ApiAnswers({
    summary: 'Enter as a guest by a name, or sign in by login and password',
    status: 201,
    schema: sessionSchema,
    failures: ['INVALID', 'TOO_LARGE', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'RATE_LIMITED', 'BUSY'],
  })
  async create(
    @Body(new PayloadPipe(sessionBodySchema)) wanted: z.output<typeof sessionBodySchema>,
    @CurrentUser() session: Session | null,
    @CurrentExchange() exchange: Exchange,
  ): Promise<SessionView> {
    ChatError.ifTooFast(this.#rates.session(this.#proxy.addressOf(exchange.request)), 'Too many new sessions from this address.');
    const { name = '', login, password = '', kind = 'cookie', invite, code } = wanted;
    if (login !== undefined) return this.#signIn({ login, password, kind, ...(code !== undefined && { code }) }, session, exchange);
    await this.#invitations.require(invite);
    return this.#answers.give(await this.#admission.enter(name, this.#answers.beginning(exchange, { kind, session: null }), invite), exchange);
  }

  async #signIn({ kind = 'cookie', ...proof }: SignIn, session: Session | null, exchange: Exchange): Promise<SessionView> {
    const { request } = exchange;
    const forgive = this.#limits.admit({ loginKey: nameKeyOf(proof.login), address: this.#proxy.addressOf(request), device: this.#device.of(request) });
    const made = await this.#accounts.signIn(proof, this.#answers.beginning(exchange, { kind, session })).catch((error: unknown) => {
      // The password was right, and a code is asked for: nobody has guessed.
      if (error instanceof ChatError && error.code === 'FORBIDDEN') forgive();
      throw error;
    });
    forgive();
    if (kind === 'cookie') this.#device.set(exchange, proof.login);
    return this.#answers.give(made, exchange);
  }

  @Get()
  @ApiAnswers({ summary: 'Who am I', schema: sessionSchema, failures: ['UNAUTHENTICATED'] })
  get(@CurrentUser() session: Session): SessionView {
    return viewOf(session);
  }

  @Delete()
  @HttpCode(204)
  @ApiAnswers({ summary: 'Leave: ends the session and closes its sockets', status: 204, failures: ['UNAUTHENTICATED'] })
  async end(@CurrentUser() session: Session, @CurrentExchange() { request, response }: Exchange): Promise<void> {
    await this.#sessions.end(session.tokenHash);
    this.#cookie.clear(request, response);
  }
}
