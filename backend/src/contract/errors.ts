/** Every way in which a command or a request can fail. Closed: clients may switch over it. */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'NOT_A_MEMBER',
  'INVALID',
  'NAME_TAKEN',
  'CONFLICT',
  'TOO_LARGE',
  'RATE_LIMITED',
  'BUSY',
  'ROOM_UNAVAILABLE',
  'STORAGE_FULL',
  'STORAGE_FAILED',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** When to try again, where waiting helps. */
export interface Wait {
  retryAfterMs?: number;
  /** With BUSY: how many commands of the room are before this one. About `retryAfterMs` later there is place for it. */
  ahead?: number;
}

/** What went wrong, in words for a person. */
export interface Failure extends Wait {
  code: ErrorCode;
  message: string;
}
