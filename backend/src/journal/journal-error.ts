import type { ErrorCode } from '../contract/errors.ts';

export type JournalErrorCode = Extract<ErrorCode, 'BUSY' | 'STORAGE_FULL' | 'STORAGE_FAILED'>;

export class JournalError extends Error {
  override readonly name = 'JournalError';
  readonly code: JournalErrorCode;

  constructor(code: JournalErrorCode, message = code as string) {
    super(message);
    this.code = code;
  }
}
