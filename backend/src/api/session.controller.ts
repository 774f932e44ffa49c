import { Body, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { RateLimits } from '../identity/rate-limits.ts';
import { LIMITS } from '../contract/limits.ts';
import type { CreateSession, SessionView } from '../contract/rest.ts';
import { PayloadPipe } from './payload.pipe.ts';
import { name } from '../wire/schemas/text.ts';
import { sessionSchema } from '../wire/schemas/views.ts';
import { ChatError } from '../wire/chat-error.ts';
import { ProxyTrust } from '../identity/proxy-trust.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import type { Session } from '../identity/session.ts';
import { ApiAnswers, ApiPayload } from './api-schemas.ts';
import { CurrentUser, GuardedController, Public } from './auth.guard.ts';
import { SessionCookie } from './session-cookie.ts';

const createSessionSchema = z.strictObject({ name: name(LIMITS.userNameLength), kind: z.enum(['cookie', 'token']).optional() });

@ApiTags('session')
@GuardedController('api/session')
export class SessionController {
  readonly #sessions: SessionsService;
  readonly #admission: RateLimits;
  readonly #cookie: SessionCookie;
  readonly #proxy: ProxyTrust;

  constructor(sessions: SessionsService, admission: RateLimits, cookie: SessionCookie, proxy: ProxyTrust) {
    this.#sessions = sessions;
    this.#admission = admission;
    this.#cookie = cookie;
    this.#proxy = proxy;
  }

  @Post()
  @Public()
  @ApiPayload(createSessionSchema)
  @ApiAnswers({ summary: 'Enter as a guest', status: 201, schema: sessionSchema, failures: ['INVALID', 'TOO_LARGE', 'RATE_LIMITED'] })
  async create(
    @Body(new PayloadPipe(createSessionSchema)) wanted: CreateSession,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    ChatError.ifTooFast(this.#admission.session(this.#proxy.addressOf(request)), 'Too many new sessions from this address.');
    const { session, token } = await this.#sessions.create(wanted.name, wanted.kind ?? 'cookie');
    if (session.kind === 'token') return { ...viewOf(session), token };
    this.#cookie.set({ request, response, token, session });
    return viewOf(session);
  }

  @Get()
  @ApiAnswers({ summary: 'Who am I', schema: sessionSchema, failures: ['UNAUTHENTICATED'] })
  get(@CurrentUser() session: Session): SessionView {
    return viewOf(session);
  }

  @Delete()
  @HttpCode(204)
  @ApiAnswers({ summary: 'Leave: ends the session and closes its sockets', status: 204, failures: ['UNAUTHENTICATED'] })
  async end(@CurrentUser() session: Session, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.#sessions.end(session.tokenHash);
    this.#cookie.clear(request, response);
  }
}

function viewOf({ user, expiresAt }: Session): SessionView {
  return { user, expiresAt };
}
