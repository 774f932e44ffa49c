import { Body, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { SignUp } from '../contract/accounts.ts';
import type { SessionView } from '../contract/rest.ts';
import { Admission } from '../identity/admission.ts';
import { ProxyTrust } from '../identity/proxy-trust.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import type { Session } from '../identity/session.ts';
import { ChatError } from '../wire/chat-error.ts';
import { signUpSchema } from '../wire/schemas/accounts.ts';
import { sessionSchema } from '../wire/schemas/views.ts';
import { ApiAnswers, ApiPayload } from './api-schemas.ts';
import { AtTheDoor, CurrentUser, GuardedController } from './auth.guard.ts';
import { DeviceCookie } from './device-cookie.ts';
import { Invitations } from './invitations.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { CurrentExchange, SessionAnswers, type Exchange } from './session-answers.ts';

@ApiTags('accounts')
@GuardedController('api/accounts')
export class AccountsController {
  readonly #invitations: Invitations;
  readonly #rates: RateLimits;
  readonly #answers: SessionAnswers;
  readonly #device: DeviceCookie;
  readonly #proxy: ProxyTrust;
  readonly #admission: Admission;

  constructor(invitations: Invitations, rates: RateLimits, answers: SessionAnswers, device: DeviceCookie, proxy: ProxyTrust, admission: Admission) {
    this.#admission = admission;
    this.#invitations = invitations;
    this.#rates = rates;
    this.#answers = answers;
    this.#device = device;
    this.#proxy = proxy;
  }

  @Post()
  @AtTheDoor()
  @ApiPayload(signUpSchema)
  @ApiAnswers({
    summary: 'Make an account. A guest becomes a member and keeps everything; the session they asked with ends, and this is the next one',
    status: 201,
    schema: sessionSchema,
    failures: ['INVALID', 'TOO_LARGE', 'FORBIDDEN', 'NOT_FOUND', 'NAME_TAKEN', 'CONFLICT', 'RATE_LIMITED', 'BUSY'],
  })
  async create(
    @Body(new PayloadPipe(signUpSchema)) wanted: SignUp,
    @CurrentUser() guest: Session | null,
    @CurrentExchange() exchange: Exchange,
  ): Promise<SessionView> {
    ChatError.ifTooFast(this.#rates.session(this.#proxy.addressOf(exchange.request)), 'Too many new sessions from this address.');
    await this.#invitations.require(wanted.invite);
    const { kind = guest?.kind ?? 'cookie', ...wish } = wanted;
    const beginning = { ...this.#answers.beginning(exchange, { kind, session: guest }), replaces: guest };
    const made = await this.#admission.signUp(wish, beginning);
    if (kind === 'cookie') this.#device.set(exchange, wish.login);
    return this.#answers.give(made, exchange);
  }
}
