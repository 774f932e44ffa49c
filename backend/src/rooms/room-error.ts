import type { ErrorCode, Failure } from '../contract/errors.ts';

/** A refusal that the sender is told: a code, words, and when to try again where waiting helps. */
export class RoomError extends Error {
  override name = 'RoomError';
  readonly code: ErrorCode;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, retryAfterMs?: number) {
    super(message);
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }

  static from({ code, message, retryAfterMs }: Failure): RoomError {
    return new RoomError(code, message, retryAfterMs);
  }

  toFailure(): Failure {
    const { code, message, retryAfterMs } = this;
    return retryAfterMs === undefined ? { code, message } : { code, message, retryAfterMs };
  }
}
