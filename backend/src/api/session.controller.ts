import { Body, Delete, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { AdmissionService } from '../admission/admission.service.ts';
import { CONFIG, type Config } from '../config/config.ts';
import { LIMITS } from '../contract/limits.ts';
import type { CreateSession, SessionView } from '../contract/rest.ts';
import { PayloadPipe } from '../gateway/payload.pipe.ts';
import { name } from '../gateway/schemas/text.ts';
import { sessionSchema } from '../gateway/schemas/views.ts';
import { RoomError } from '../rooms/room-error.ts';
import { SESSION_COOKIE } from '../sessions/credentials.ts';
import { SessionsService } from '../sessions/sessions.service.ts';
import type { Session } from '../sessions/session.ts';
import { ApiAnswers, ApiPayload } from './api-schemas.ts';
import { Caller, GuardedController, Open } from './caller.ts';

const createSessionSchema = z.strictObject({ name: name(LIMITS.userNameLength), kind: z.enum(['cookie', 'token']).optional() });

@ApiTags('session')
@GuardedController('api/session')
export class SessionController {
  readonly #sessions: SessionsService;
  readonly #admission: AdmissionService;
  readonly #config: Config;

  constructor(sessions: SessionsService, admission: AdmissionService, @Inject(CONFIG) config: Config) {
    this.#sessions = sessions;
    this.#admission = admission;
    this.#config = config;
  }

  @Post()
  @Open()
  @ApiPayload(createSessionSchema)
  @ApiAnswers({ summary: 'Enter as a guest', status: 201, schema: sessionSchema, failures: ['INVALID', 'TOO_LARGE', 'RATE_LIMITED'] })
  async create(
    @Body(new PayloadPipe(createSessionSchema)) wanted: CreateSession,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionView> {
    RoomError.ifTooFast(this.#admission.session(request.ip ?? ''), 'Too many new sessions from this address.');
    const { session, token } = await this.#sessions.create(wanted.name, wanted.kind ?? 'cookie');
    if (session.kind === 'token') return { ...viewOf(session), token };
    this.#setCookie(request, response, { value: token, maxAgeMs: session.expiresAt - session.createdAt });
    return viewOf(session);
  }

  @Get()
  @ApiAnswers({ summary: 'Who am I', schema: sessionSchema, failures: ['UNAUTHENTICATED'] })
  get(@Caller() session: Session): SessionView {
    return viewOf(session);
  }

  @Delete()
  @HttpCode(204)
  @ApiAnswers({ summary: 'Leave: ends the session and closes its sockets', status: 204, failures: ['UNAUTHENTICATED'] })
  async end(@Caller() session: Session, @Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.#sessions.end(session.tokenHash);
    this.#setCookie(request, response, { value: '', maxAgeMs: 0 });
  }

  #setCookie(request: Request, response: Response, { value, maxAgeMs }: { value: string; maxAgeMs: number }): void {
    const secure = this.#config.TRUST_PROXY && request.secure;
    response.cookie(SESSION_COOKIE, value, { httpOnly: true, sameSite: 'lax', path: '/', maxAge: maxAgeMs, secure });
  }
}

function viewOf({ user, expiresAt }: Session): SessionView {
  return { user, expiresAt };
}
