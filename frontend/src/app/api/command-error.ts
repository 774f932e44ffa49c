import type { ErrorCode, Failure, Wait } from '@contract/errors';

/**
 * The wire's codes, and what only the page can see: no connection, no answer over it, a sign-on page that answers in the
 * server's place, or an answer that is not this server's.
 */
export type FailureCode = ErrorCode | 'OFFLINE' | 'NO_ANSWER' | 'SIGN_IN_AGAIN' | 'NOT_THIS_SERVER';

export class CommandError extends Error {
  override readonly name = 'CommandError';

  constructor(
    readonly code: FailureCode,
    message: string,
    readonly wait: Wait = {},
  ) {
    super(message);
  }

  get retryAfterMs(): number | undefined {
    return this.wait.retryAfterMs;
  }

  /** Trying the same once more may help: the server says when, or was busy, or nobody knows what became of it. */
  get passing(): boolean {
    return this.retryAfterMs !== undefined || PASSING.has(this.code);
  }

  static of(failure: Failure): CommandError {
    const { retryAfterMs, ahead } = failure;
    return new CommandError(failure.code, failure.message, { retryAfterMs, ahead });
  }

  static from(error: unknown): CommandError {
    if (error instanceof CommandError) return error;
    return new CommandError('INTERNAL', error instanceof Error ? error.message : String(error));
  }
}

const PASSING: ReadonlySet<FailureCode> = new Set<FailureCode>(['OFFLINE', 'NO_ANSWER', 'BUSY', 'RATE_LIMITED', 'ROOM_UNAVAILABLE']);
