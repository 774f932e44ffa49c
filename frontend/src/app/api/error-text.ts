import type { CommandError, FailureCode } from './command-error';

/** What went wrong, for a person. A function each, because texts are looked up after the language is loaded. */
const WORDS: Record<FailureCode, () => string> = {
  UNAUTHENTICATED: () => $localize`:@@error.unauthenticated:Your session has ended. Please enter again.`,
  FORBIDDEN: () => $localize`:@@error.forbidden:You are not allowed to do this.`,
  NOT_FOUND: () => $localize`:@@error.notFound:This does not exist, or no longer.`,
  NOT_A_MEMBER: () => $localize`:@@error.notAMember:You are not a member of this room.`,
  INVALID: () => $localize`:@@error.invalid:The server did not accept this.`,
  NAME_TAKEN: () => $localize`:@@error.nameTaken:This name is taken. Choose another one.`,
  CONFLICT: () => $localize`:@@error.conflict:The server has something else under this number. Write it anew.`,
  TOO_LARGE: () => $localize`:@@error.tooLarge:This is too long.`,
  RATE_LIMITED: () => $localize`:@@error.rateLimited:Too fast. Wait a moment and try again.`,
  BUSY: () => $localize`:@@error.busy:The server is busy. Try again in a moment.`,
  ROOM_UNAVAILABLE: () => $localize`:@@error.roomUnavailable:This room does not answer right now.`,
  STORAGE_FULL: () => $localize`:@@error.storageFull:The server's disk is full; nothing can be stored.`,
  STORAGE_FAILED: () => $localize`:@@error.storageFailed:The server could not store this.`,
  INTERNAL: () => $localize`:@@error.internal:Something went wrong on the server.`,
  OFFLINE: () => $localize`:@@error.offline:There is no connection to the server.`,
  SIGN_IN_AGAIN: () => $localize`:@@error.signInAgain:Something in front of the server wants you to sign in again. Load the page anew.`,
  NOT_THIS_SERVER: () => $localize`:@@error.notThisServer:Something else has answered in the place of this server.`,
  NO_ANSWER: () => $localize`:@@error.noAnswer:The server did not answer in time.`,
};

export function errorText(error: Pick<CommandError, 'code'>): string {
  return WORDS[error.code]();
}
