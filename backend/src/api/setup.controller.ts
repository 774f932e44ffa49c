import { Body, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { SetUp, SetupView } from '../contract/administration.ts';
import type { SessionView } from '../contract/rest.ts';
import { ProxyTrust } from '../identity/proxy-trust.ts';
import type { Session } from '../identity/session.ts';
import { SetupService } from '../identity/setup.service.ts';
import { SignInLimits } from '../identity/sign-in-limits.ts';
import { setUpSchema, setupViewSchema } from '../wire/schemas/administration.ts';
import { sessionSchema } from '../wire/schemas/views.ts';
import { ApiAnswers, ApiPayload } from './api-schemas.ts';
import { AtTheDoor, CurrentUser, GuardedController } from './auth.guard.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { CurrentExchange, SessionAnswers, viewOf, type Exchange } from './session-answers.ts';

/** What the door has to know, and the first administrator. */
@ApiTags('setup')
@GuardedController('api/setup')
export class SetupController {
  readonly #setup: SetupService;
  readonly #answers: SessionAnswers;
  readonly #limits: SignInLimits;
  readonly #proxy: ProxyTrust;

  constructor(setup: SetupService, answers: SessionAnswers, limits: SignInLimits, proxy: ProxyTrust) {
    this.#setup = setup;
    this.#answers = answers;
    this.#limits = limits;
    this.#proxy = proxy;
  }

  @Get()
  @AtTheDoor()
  @ApiAnswers({ summary: 'Who may come in, and whether an administrator is wanted', schema: setupViewSchema, failures: ['RATE_LIMITED'] })
  view(@CurrentUser() session: Session | null, @CurrentExchange() { request }: Exchange): Promise<SetupView> {
    return this.#setup.view(request, session !== null);
  }

  @Post()
  @AtTheDoor()
  @ApiPayload(setUpSchema)
  @ApiAnswers({
    summary: 'Become the first administrator. From elsewhere than the server itself only with the token of its output',
    status: 201,
    schema: sessionSchema,
    failures: ['INVALID', 'FORBIDDEN', 'NAME_TAKEN', 'CONFLICT', 'RATE_LIMITED', 'BUSY'],
  })
  async setUp(@Body(new PayloadPipe(setUpSchema)) wish: SetUp, @CurrentUser() session: Session | null, @CurrentExchange() exchange: Exchange): Promise<SessionView> {
    const forgive = this.#limits.admit({ loginKey: 'set up', address: this.#proxy.addressOf(exchange.request) });
    const kind = wish.kind ?? session?.kind ?? 'cookie';
    const beginning = { ...this.#answers.beginning(exchange, { kind, session }), replaces: session };
    const made = await this.#setup.setUp(wish, { arrival: exchange.request, beginning });
    forgive();
    return made === null ? viewOf(session as Session) : this.#answers.give(made, exchange);
  }
}
