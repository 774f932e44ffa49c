import { createParamDecorator, Injectable, type ExecutionContext } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { SessionKind, SessionView } from '../contract/rest.ts';
import { credentialsOf } from '../identity/credentials.ts';
import { deviceNameOf } from '../identity/device-names.ts';
import type { Beginning } from '../identity/accounts.service.ts';
import type { Session } from '../identity/session.ts';
import type { NewSession } from '../identity/sessions.service.ts';
import { SessionCookie } from './session-cookie.ts';

export interface Exchange {
  request: Request;
  response: Response;
}

/** The request and the answer to it, for handlers that set cookies. */
export const CurrentExchange = createParamDecorator((_: unknown, context: ExecutionContext): Exchange => {
  const http = context.switchToHttp();
  return { request: http.getRequest<Request>(), response: http.getResponse<Response>() };
});

/** How a session begins and is told by REST: a page gets a cookie, a program its token. */
@Injectable()
export class SessionAnswers {
  readonly #cookie: SessionCookie;

  constructor(cookie: SessionCookie) {
    this.#cookie = cookie;
  }

  /** A page goes on with the new session instead of the one that its cookie was for. */
  beginning({ request }: Exchange, { kind, session }: { kind: SessionKind; session: Session | null }): Beginning {
    const isFromCookie = credentialsOf(request.headers)?.kind === 'cookie';
    return { kind, device: deviceNameOf(request.headers['user-agent']), replaces: isFromCookie && kind === 'cookie' ? session : null };
  }

  give({ session, token }: NewSession, exchange: Exchange): SessionView {
    if (session.kind === 'token') return { ...viewOf(session), token };
    this.#cookie.set({ ...exchange, token, session });
    return viewOf(session);
  }
}

export function viewOf({ user, expiresAt }: Session): SessionView {
  return { user, expiresAt };
}
