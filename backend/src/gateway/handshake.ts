/**
 * Who may connect, in two steps.
 *
 * 1. `admit`, before the transport is set up, on polling and WebSocket alike: the rates of handshakes, and a
 *    cookie only from an own Origin. Engine.IO does not look at the Origin and `cors` does not stop an upgrade, so
 *    without this any page on the web could chat as its visitor (cross-site WebSocket hijacking).
 * 2. `authenticate`, on joining the namespace: `auth: { token }` for programs, else the session cookie. A page also says
 *    who it is for, `auth: { userId }`: tabs share a cookie, and one must not go on as somebody else because another tab
 *    changed it. A refusal is a `connect_error` whose `data` holds code and message.
 */
import type { IncomingMessage } from 'node:http';
import { Injectable } from '@nestjs/common';
import { RateLimits } from '../identity/rate-limits.ts';
import type { Failure } from '../contract/errors.ts';
import { credentialsOf } from '../identity/credentials.ts';
import { failureOf } from '../rooms/failure.ts';
import { Origins } from '../identity/origins.ts';
import { principalOf } from '../identity/principal.ts';
import { ProxyTrust } from '../identity/proxy-trust.ts';
import { SessionsService } from '../identity/sessions.service.ts';
import type { Session } from '../identity/session.ts';
import type { ChatSocket } from './chat-socket.ts';
import { SessionSockets } from './session-sockets.ts';
import { SlowConsumerPolicy } from './slow-consumer-policy.ts';
import { SocketLimits } from './socket-limits.ts';

type Admitted = (refusal: string | null, admitted: boolean) => void;
type Next = (error?: Error) => void;

const NO_SESSION: Failure = { code: 'UNAUTHENTICATED', message: 'Open a session first: POST /api/session.' };
const SOMEBODY_ELSE: Failure = { code: 'UNAUTHENTICATED', message: 'This session belongs to somebody else than userId says.' };

@Injectable()
export class Handshake {
  readonly #admission: RateLimits;
  readonly #sessions: SessionsService;
  readonly #watch: SlowConsumerPolicy;
  readonly #sockets: SessionSockets;
  readonly #limits: SocketLimits;
  readonly #origins: Origins;
  readonly #proxy: ProxyTrust;
  #open = true;

  constructor(
    watch: SlowConsumerPolicy,
    admission: RateLimits,
    sessions: SessionsService,
    sockets: SessionSockets,
    limits: SocketLimits,
    origins: Origins,
    proxy: ProxyTrust,
  ) {
    this.#watch = watch;
    this.#admission = admission;
    this.#sessions = sessions;
    this.#sockets = sockets;
    this.#limits = limits;
    this.#origins = origins;
    this.#proxy = proxy;
  }

  /** From now on nobody is let in. */
  close(): void {
    this.#open = false;
  }

  admit(request: IncomingMessage, admitted: Admitted): void {
    if (!this.#open) return admitted('The server is about to stop.', false);
    if (this.#admission.connection(this.#proxy.addressOf(request)) > 0) return admitted('RATE_LIMITED', false);
    const byCookie = credentialsOf(request.headers)?.kind === 'cookie';
    if (byCookie && !this.#origins.allow(request)) return admitted('This origin is not allowed.', false);
    admitted(null, true);
  }

  async authenticate(socket: ChatSocket, next: Next): Promise<void> {
    const failure = await this.#refusalOf(socket).catch((error: unknown) => failureOf(error, { command: 'handshake', userId: null }));
    if (failure !== null) return next(refusal(failure));
    forgetRequest(socket);
    next();
  }

  async #refusalOf(socket: ChatSocket): Promise<Failure | null> {
    const token = tokenOf(socket);
    const address = this.#proxy.addressOf(socket.request);
    const session = token === null ? null : await this.#sessions.find(token, address);
    if (session === null) return NO_SESSION;
    if (!isExpected(socket, session)) return SOMEBODY_ELSE;
    const full = this.#limits.admit(socket, { userId: session.user.id, address });
    if (full !== null) return full;
    if (!this.#sockets.add(socket, session)) return NO_SESSION;
    socket.data = { principal: principalOf(session), rooms: new Map(), followsOwn: false, sink: this.#watch.sinkOf(socket), conn: socket.conn };
    return null;
  }
}

/** A socket would keep its first HTTP request for life, headers and all. https://socket.io/docs/v4/performance-tuning/ */
function forgetRequest(socket: ChatSocket): void {
  Object.assign(socket.conn, { request: null });
  Object.assign(socket.handshake, { headers: {}, auth: {}, query: {} });
}

function tokenOf({ handshake }: ChatSocket): string | null {
  const token: unknown = handshake.auth['token'];
  if (typeof token === 'string') return token;
  return credentialsOf(handshake.headers)?.token ?? null;
}

function isExpected({ handshake }: ChatSocket, { user }: Session): boolean {
  const userId: unknown = handshake.auth['userId'];
  return userId === undefined || userId === null || userId === user.id;
}

function refusal(failure: Failure): Error {
  return Object.assign(new Error(failure.message), { data: failure });
}
