import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { ErrorCode, Failure } from '../contract/errors.ts';
import { failureOf } from '../rooms/failure.ts';
import type { Session } from '../identity/session.ts';

const STATUS: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  NOT_A_MEMBER: 403,
  INVALID: 400,
  NAME_TAKEN: 409,
  CONFLICT: 409,
  TOO_LARGE: 413,
  RATE_LIMITED: 429,
  BUSY: 503,
  ROOM_UNAVAILABLE: 503,
  STORAGE_FULL: 507,
  STORAGE_FAILED: 503,
  INTERNAL: 500,
};

const CODES: Record<number, ErrorCode> = { 401: 'UNAUTHENTICATED', 403: 'FORBIDDEN', 404: 'NOT_FOUND', 413: 'TOO_LARGE', 429: 'RATE_LIMITED' };

/** Every failing answer of the REST side: `{ code, message, retryAfterMs?, ahead? }` with the status that fits. */
@Catch()
export class RestErrorFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request & { session?: Session | null }>();
    const failure = failureFrom(error) ?? failureOf(error, { command: `${request.method} ${request.path}`, userId: request.session?.user.id ?? null });
    answer(http.getResponse<Response>(), failure);
  }
}

export function answer(response: Response, failure: Failure): void {
  if (response.headersSent) return;
  if (failure.retryAfterMs !== undefined) response.setHeader('Retry-After', Math.ceil(failure.retryAfterMs / 1_000));
  response.status(STATUS[failure.code]).json(failure);
}

/** What Nest and the body parser throw for requests that never reached a handler. */
function failureFrom(error: unknown): Failure | null {
  const status = error instanceof HttpException ? error.getStatus() : parserStatusOf(error);
  if (status === null || status >= 500) return null;
  if (status === 413) return { code: 'TOO_LARGE', message: 'payload: the request is too large.' };
  const code = CODES[status] ?? 'INVALID';
  return { code, message: code === 'NOT_FOUND' ? 'There is nothing at this address.' : 'The request is not valid.' };
}

function parserStatusOf(error: unknown): number | null {
  const fromParser = error instanceof Error && 'expose' in error && 'status' in error && typeof error.status === 'number';
  return fromParser ? (error.status as number) : null;
}
