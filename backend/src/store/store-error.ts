import type { ErrorCode } from '../contract/errors.ts';

export type StoreErrorCode = Extract<ErrorCode, 'BUSY' | 'STORAGE_FULL' | 'STORAGE_FAILED'>;

export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;

  constructor(code: StoreErrorCode, message = code as string) {
    super(message);
    this.code = code;
  }
}
