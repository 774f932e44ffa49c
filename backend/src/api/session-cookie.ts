import { Injectable } from '@nestjs/common';
import type { CookieOptions, Request, Response } from 'express';
import { LRUCache } from 'lru-cache';
import { HOST_COOKIE, SESSION_COOKIE } from '../identity/credentials.ts';
import type { Session } from '../identity/session.ts';

/** Browsers keep no cookie longer. https://www.rfc-editor.org/rfc/rfc6265bis */
const LONGEST_MS = 400 * 86_400_000;
/** The life of a cookie goes on with the session's, told to its browser no more often than this. */
const TELL_AT_MOST_EVERY_MS = 3_600_000;
export const TOLD_KEPT = 20_000;

type Name = typeof HOST_COOKIE | typeof SESSION_COOKIE;

/** The cookie of a page's session. By https it is the host's own: no neighbouring site can set one of that name. */
@Injectable()
export class SessionCookie {
  readonly #toldLately = new LRUCache<string, true>({ max: TOLD_KEPT, ttl: TELL_AT_MOST_EVERY_MS });

  set({ request, response, token, session }: { request: Request; response: Response; token: string; session: Session }): void {
    this.#toldLately.set(session.tokenHash, true);
    const name = request.secure ? HOST_COOKIE : SESSION_COOKIE;
    const maxAge = Math.min(LONGEST_MS, session.expiresAt - Date.now());
    response.cookie(name, token, { ...attributesOf(name), maxAge });
    if (name === HOST_COOKIE && request.headers.cookie?.includes(`${SESSION_COOKIE}=`) === true) response.clearCookie(SESSION_COOKIE, attributesOf(SESSION_COOKIE));
  }

  get size(): number {
    return this.#toldLately.size;
  }

  /** Sets it anew now and then, so that it does not end before its session does. */
  prolong(context: Parameters<SessionCookie['set']>[0]): void {
    if (!this.#toldLately.has(context.session.tokenHash)) this.set(context);
  }

  clear(request: Request, response: Response): void {
    response.clearCookie(SESSION_COOKIE, attributesOf(SESSION_COOKIE));
    if (request.secure) response.clearCookie(HOST_COOKIE, attributesOf(HOST_COOKIE));
  }
}

function attributesOf(name: Name): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', path: '/', secure: name === HOST_COOKIE };
}
