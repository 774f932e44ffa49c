import type { ErrorCode, Failure, Wait } from '../contract/errors.ts';

/** A refusal that the sender is told: a code, words, and when to try again where waiting helps. */
export class ChatError extends Error {
  override name = 'ChatError';
  readonly code: ErrorCode;
  readonly wait: Wait;

  constructor(code: ErrorCode, message: string, wait: Wait = {}) {
    super(message);
    this.code = code;
    this.wait = wait;
  }

  static from({ code, message, retryAfterMs, ahead }: Failure): ChatError {
    return new ChatError(code, message, { ...(retryAfterMs !== undefined && { retryAfterMs }), ...(ahead !== undefined && { ahead }) });
  }

  /** Throws RATE_LIMITED where there is something to wait for. */
  static ifTooFast(waitMs: number, what: string): void {
    if (waitMs > 0) throw new ChatError('RATE_LIMITED', `${what} Nothing was done; wait and try again.`, { retryAfterMs: waitMs });
  }

  toFailure(): Failure {
    return { code: this.code, message: this.message, ...this.wait };
  }
}
