import { Logger } from '@nestjs/common';
import type { Failure } from '../contract/errors.ts';
import { StoreError } from '../store/store-error.ts';
import { ChatError } from '../wire/chat-error.ts';

const log = new Logger('Failure');
const WORDS = {
  BUSY: 'The server has more to do than it can keep up with. Nothing was stored; try again.',
  STORAGE_FULL: 'The server has no room left to store anything. Nothing was stored; try again later.',
  STORAGE_FAILED: 'The server could not read or store this. Try again.',
} as const;

/** What the sender is told of an error. Unknown ones are logged here, once, and told as INTERNAL without a word of theirs. */
export function failureOf(error: unknown, context: { command: string; userId: string | null }): Failure {
  if (error instanceof ChatError) return error.toFailure();
  if (error instanceof StoreError) return { code: error.code, message: WORDS[error.code], retryAfterMs: 1_000 };
  log.error({ err: error, ...context }, 'A command failed unexpectedly.');
  return { code: 'INTERNAL', message: 'Something went wrong on the server. Try again.' };
}
