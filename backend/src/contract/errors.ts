/** Every way in which a command or a request can fail. Closed: clients may switch over it. */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'NOT_A_MEMBER',
  'INVALID',
  'NAME_TAKEN',
  'TOO_LARGE',
  'RATE_LIMITED',
  'BUSY',
  'ROOM_UNAVAILABLE',
  'STORAGE_FULL',
  'STORAGE_FAILED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** What went wrong, in words for a person, and when to try again where waiting helps. */
export interface Failure {
  code: ErrorCode;
  message: string;
  retryAfterMs?: number;
}
