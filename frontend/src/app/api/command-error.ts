import type { ErrorCode, Failure, Wait } from '@contract/errors';

/** The wire's codes, and what only the page can see: no connection, or no answer over it. */
export type FailureCode = ErrorCode | 'OFFLINE' | 'NO_ANSWER';

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

  static of(failure: Failure): CommandError {
    const { retryAfterMs, ahead } = failure;
    return new CommandError(failure.code, failure.message, { retryAfterMs, ahead });
  }

  static from(error: unknown): CommandError {
    if (error instanceof CommandError) return error;
    return new CommandError('INTERNAL', error instanceof Error ? error.message : String(error));
  }
}

/** Trying the same once more may help: the server was busy, or nobody knows what became of it. */
const PASSING: ReadonlySet<FailureCode> = new Set<FailureCode>(['OFFLINE', 'NO_ANSWER', 'BUSY', 'RATE_LIMITED', 'ROOM_UNAVAILABLE']);

export function isPassing(code: FailureCode): boolean {
  return PASSING.has(code);
}
