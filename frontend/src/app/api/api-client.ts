import { Injectable, inject } from '@angular/core';
import { Subject } from 'rxjs';
import { type Guard, isNothing } from './answers';
import { CommandError } from './command-error';
import { PageNotice } from './page-notice';
import { answerOf } from './read-answer';

const ANSWER_TIMEOUT_MS = 15_000;

/**
 * REST on the page's own origin. Every failure is a `CommandError`; a lost connection is `OFFLINE`. What answers in the
 * server's place, such as the page of a sign-on proxy, is never taken for an answer: the page says so.
 */
@Injectable({ providedIn: 'root' })
export class ApiClient {
  readonly #notice = inject(PageNotice);
  readonly #unauthenticated = new Subject<void>();

  /** The server does not know who asks. The one place that tells it for all requests. */
  readonly unauthenticated$ = this.#unauthenticated.asObservable();

  /** `gone`: nobody waits for the answer any more. */
  get<T>(path: string, is: Guard<T>, gone?: AbortSignal): Promise<T> {
    return this.#ask({ method: 'GET', path, gone }, is);
  }

  post<T>(path: string, body: unknown, is: Guard<T>): Promise<T> {
    return this.#ask({ method: 'POST', path, body }, is);
  }

  patch<T>(path: string, body: unknown, is: Guard<T>): Promise<T> {
    return this.#ask({ method: 'PATCH', path, body }, is);
  }

  async put(path: string, body: unknown): Promise<void> {
    await this.replace(path, body, isNothing);
  }

  replace<T>(path: string, body: unknown, is: Guard<T>): Promise<T> {
    return this.#ask({ method: 'PUT', path, body }, is);
  }

  async delete(path: string): Promise<void> {
    await this.#ask({ method: 'DELETE', path }, isNothing);
  }

  async #ask<T>(question: Question, is: Guard<T>): Promise<T> {
    try {
      const answer = await answerOf(await reach(question), is);
      this.#notice.answered();
      return answer;
    } catch (error) {
      this.#tell(CommandError.from(error));
      throw error;
    }
  }

  #tell({ code }: CommandError): void {
    if (code === 'UNAUTHENTICATED') this.#unauthenticated.next();
    if (code === 'SIGN_IN_AGAIN' || code === 'NOT_THIS_SERVER') this.#notice.show(code);
  }
}

interface Question {
  method: string;
  path: string;
  body?: unknown;
  gone?: AbortSignal | undefined;
}

async function reach({ method, path, body, gone }: Question): Promise<Response> {
  const content = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
  try {
    // The server redirects nothing: whatever does stands in between.
    return await fetch(path, { method, ...content, credentials: 'same-origin', redirect: 'manual', signal: AbortSignal.any([AbortSignal.timeout(ANSWER_TIMEOUT_MS), ...(gone ? [gone] : [])]) });
  } catch (error) {
    throw new CommandError(isTimeout(error) ? 'NO_ANSWER' : 'OFFLINE', String(error));
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
