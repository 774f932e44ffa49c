import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { isFromHere } from '../identity/is-from-here.ts';
import { ChatError } from '../wire/chat-error.ts';

/** Injection token of what whoever reads the figures from elsewhere has to send; empty: nobody may. */
export const METRICS_TOKEN = Symbol('METRICS_TOKEN');

/** Figures say how many people talk and how busy rooms are: for this machine alone, and for whoever has the token. */
@Injectable()
export class MetricsGuard implements CanActivate {
  readonly #token: string;

  constructor(@Inject(METRICS_TOKEN) token: string) {
    this.#token = token;
  }

  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<Request>();
    if (isFromHere(request) || this.#isSent(request)) return true;
    throw new ChatError('UNAUTHENTICATED', 'Set METRICS_TOKEN on the server, and send it as a bearer token.');
  }

  #isSent({ headers }: Request): boolean {
    const sent = /^Bearer (.+)$/u.exec(headers.authorization ?? '')?.[1];
    return this.#token !== '' && sent !== undefined && timingSafeEqual(digestOf(sent), digestOf(this.#token));
  }
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
