import { LIMITS } from '@contract/limits';
import { lengthOf } from '../ui/text-length';

/** Why this cannot be a login, in words; empty where the page knows of nothing. */
export function loginProblem(login: string): string {
  const isWord = /^[\p{L}\p{M}\p{N}._@+-]{2,}$/u.test(login) && lengthOf(login) <= LIMITS.loginLength;
  return isWord ? '' : $localize`:@@account.loginInvalid:A login is one word of at least 2 letters or digits, such as a name or a mail address.`;
}

/** Why this cannot be a new password. */
export function passwordProblem(password: string): string {
  const length = lengthOf(password);
  if (length < LIMITS.passwordLeast) return $localize`:@@account.passwordShort:A password has at least ${LIMITS.passwordLeast}:limit: characters.`;
  return length > LIMITS.passwordLength ? $localize`:@@error.tooLarge:This is too long.` : '';
}
