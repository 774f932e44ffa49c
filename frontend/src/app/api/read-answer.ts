import { ERROR_CODES, type Failure } from '@contract/errors';
import type { Guard } from './answers';
import { CommandError, type FailureCode } from './command-error';

const MS_PER_SECOND = 1_000;
/** A proxy in between answers in its own way; these are its usual ones. */
const IN_BETWEEN: Partial<Record<number, FailureCode>> = {
  401: 'SIGN_IN_AGAIN',
  407: 'SIGN_IN_AGAIN',
  408: 'NO_ANSWER',
  413: 'TOO_LARGE',
  429: 'RATE_LIMITED',
  500: 'INTERNAL',
  502: 'OFFLINE',
  503: 'OFFLINE',
  504: 'OFFLINE',
  511: 'SIGN_IN_AGAIN',
};

/** The server's answer, or a `CommandError`: its own failure, or what something else has said in its place. */
export async function answerOf<T>(response: Response, is: Guard<T>): Promise<T> {
  if (isRedirect(response)) throw new CommandError('SIGN_IN_AGAIN', 'sent elsewhere');
  const answer = await bodyOf(response);
  if (!response.ok) throw isFailure(answer) ? CommandError.of(answer) : inBetween(response);
  if (is(answer)) return answer;
  throw new CommandError(isHtml(response) ? 'SIGN_IN_AGAIN' : 'NOT_THIS_SERVER', 'not an answer of this server');
}

/** A browser shows of a redirect nothing but that it is one. */
function isRedirect({ type, status }: Response): boolean {
  return type === 'opaqueredirect' || (status >= 300 && status < 400);
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await textOf(response);
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function textOf(response: Response): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    throw new CommandError('OFFLINE', String(error));
  }
}

function inBetween(response: Response): CommandError {
  const code = IN_BETWEEN[response.status] ?? 'NOT_THIS_SERVER';
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new CommandError(code, response.statusText, Number.isFinite(seconds) ? { retryAfterMs: seconds * MS_PER_SECOND } : {});
}

function isHtml({ headers }: Response): boolean {
  return headers.get('content-type')?.startsWith('text/html') === true;
}

function isFailure(answer: unknown): answer is Failure {
  if (typeof answer !== 'object' || answer === null || !('code' in answer)) return false;
  return (ERROR_CODES as readonly unknown[]).includes(answer.code);
}
