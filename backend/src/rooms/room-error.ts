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

  /** Throws RATE_LIMITED where there is something to wait for. */
  static ifTooFast(waitMs: number, what: string): void {
    if (waitMs > 0) throw new RoomError('RATE_LIMITED', `${what} Nothing was done; wait and try again.`, waitMs);
  }

  toFailure(): Failure {
    const { code, message, retryAfterMs } = this;
    return retryAfterMs === undefined ? { code, message } : { code, message, retryAfterMs };
  }
}
