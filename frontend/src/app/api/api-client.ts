import { Injectable } from '@angular/core';
import { ERROR_CODES, type Failure } from '@contract/errors';
import { CommandError } from './command-error';

const ANSWER_TIMEOUT_MS = 15_000;

/** REST on the page's own origin. Every failure is a `CommandError`; a lost connection is `OFFLINE`. */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  get<T>(path: string): Promise<T> {
    return this.#ask<T>('GET', path);
  }

  post<T>(path: string, body: unknown): Promise<T> {
    return this.#ask<T>('POST', path, body);
  }

  delete(path: string): Promise<void> {
    return this.#ask<void>('DELETE', path);
  }

  async #ask<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await reach(path, {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const answer = await bodyOf(response);
    if (!response.ok) throw failureOf(response, answer);
    return answer as T;
  }
}

async function reach(path: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(path, { ...request, credentials: 'same-origin', signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
  } catch (error) {
    const code = error instanceof DOMException && error.name === 'TimeoutError' ? 'NO_ANSWER' : 'OFFLINE';
    throw new CommandError(code, String(error));
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A proxy in between answers in its own way; its gateway errors mean that the server is away. */
function failureOf(response: Response, answer: unknown): CommandError {
  if (isFailure(answer)) return CommandError.of(answer);
  if (response.status === 401) return new CommandError('UNAUTHENTICATED', response.statusText);
  if (response.status === 404) return new CommandError('NOT_FOUND', response.statusText);
  return new CommandError(response.status >= 502 ? 'OFFLINE' : 'INTERNAL', response.statusText);
}

function isFailure(answer: unknown): answer is Failure {
  if (typeof answer !== 'object' || answer === null || !('code' in answer)) return false;
  return (ERROR_CODES as readonly unknown[]).includes(answer.code);
}
