import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { ipAddressOf } from '../identity/ip-address.ts';
import { ChatError } from '../wire/chat-error.ts';

/** Injection token of what whoever reads the figures from elsewhere has to send; empty: nobody may. */
export const METRICS_TOKEN = Symbol('METRICS_TOKEN');

const FORWARDED = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'];

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

/** A proxy on this machine speaks for others, whoever it is believed to be. */
function isFromHere({ headers, socket }: Request): boolean {
  const address = ipAddressOf(socket.remoteAddress ?? '') ?? '';
  const isLoopback = address.startsWith('127.') || address === '0:0:0:0:0:0:0:1';
  return isLoopback && FORWARDED.every((header) => headers[header] === undefined);
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
