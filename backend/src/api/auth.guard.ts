import { applyDecorators, Controller, createParamDecorator, Injectable, SetMetadata, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, Response } from 'express';
import { ChatError } from '../wire/chat-error.ts';
import { credentialsOf, type Credentials } from '../identity/credentials.ts';
import { networkOf } from '../identity/ip-address.ts';
import { Origins } from '../identity/origins.ts';
import { ProxyTrust } from '../identity/proxy-trust.ts';
import { RateLimits } from '../identity/rate-limits.ts';
import { ServerSettingsService } from '../identity/server-settings.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import type { Session } from '../identity/session.ts';
import { SessionCookie } from './session-cookie.ts';

type Exchange = { request: Request; response: Response };
type CalledRequest = Request & { session?: Session | null };

const OPEN = 'open to callers without a session';
type Openness = 'where the server is open' | 'always';
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Marks a route that needs no session where the server is open; the caller may still have one. */
export const Public = () => SetMetadata(OPEN, 'where the server is open' satisfies Openness);

/** Marks a route that nobody can have a session for yet. It tells nothing of what is inside. */
export const AtTheDoor = () => SetMetadata(OPEN, 'always' satisfies Openness);

/** The caller's session, or null on an open route. */
export const CurrentUser = createParamDecorator((_: unknown, context: ExecutionContext): Session | null => {
  return context.switchToHttp().getRequest<CalledRequest>().session ?? null;
});

/**
 * Finds out who calls. A cookie counts for an unsafe method only from an own Origin, so that no other page can act as
 * its visitor; a program's bearer token needs none.
 */
@Injectable()
export class AuthGuard implements CanActivate {
  readonly #sessions: SessionsService;
  readonly #reflector: Reflector;
  readonly #cookie: SessionCookie;
  readonly #origins: Origins;
  readonly #proxy: ProxyTrust;
  readonly #rates: RateLimits;
  readonly #settings: ServerSettingsService;

  constructor(
    sessions: SessionsService,
    reflector: Reflector,
    cookie: SessionCookie,
    origins: Origins,
    proxy: ProxyTrust,
    rates: RateLimits,
    settings: ServerSettingsService,
  ) {
    this.#settings = settings;
    this.#sessions = sessions;
    this.#reflector = reflector;
    this.#cookie = cookie;
    this.#origins = origins;
    this.#proxy = proxy;
    this.#rates = rates;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const credentials = credentialsOf(request.headers);
    this.#refuseForeignPages(request, credentials);
    const exchange = { request, response: context.switchToHttp().getResponse<Response>() };
    request.session = await this.#sessionOf(credentials, exchange);
    if (SAFE_METHODS.includes(request.method)) this.#admitRead(request.session, exchange);
    if (request.session !== null || this.#isOpen(context)) return true;
    throw new ChatError('UNAUTHENTICATED', 'Open a session first: POST /api/session.');
  }

  #isOpen(context: ExecutionContext): boolean {
    const openness = this.#reflector.getAllAndOverride<Openness | undefined>(OPEN, [context.getHandler(), context.getClass()]);
    return openness === 'always' || (openness !== undefined && this.#settings.current.access === 'open');
  }

  async #sessionOf(credentials: Credentials, exchange: Exchange): Promise<Session | null> {
    if (credentials === null) return null;
    const session = await this.#sessions.find(credentials.token, this.#proxy.addressOf(exchange.request));
    if (session !== null && credentials.kind === 'cookie') this.#cookie.prolong({ ...exchange, session, token: credentials.token });
    return session;
  }

  /** Every read counts for who asks, and what it brought counts when it is known. */
  #admitRead(session: Session | null, { request, response }: Exchange): void {
    const reader = session === null ? networkOf(this.#proxy.addressOf(request)) : `person ${session.user.id}`;
    ChatError.ifTooFast(this.#rates.read(reader), 'Too many reads in a short time.');
    response.once('finish', () => this.#rates.answered(reader, Number(response.getHeader('content-length') ?? 0)));
  }

  #refuseForeignPages(request: Request, credentials: Credentials): void {
    if (credentials?.kind !== 'cookie' || SAFE_METHODS.includes(request.method)) return;
    if (!this.#origins.allow(request)) throw new ChatError('FORBIDDEN', 'This origin is not allowed.');
  }
}

/** A controller that knows its caller. Not a global guard: Nest would ask that about every socket command too. */
export const GuardedController = (path: string) => applyDecorators(Controller(path), UseGuards(AuthGuard));
