import { LIMITS } from '@contract/limits';
import { lengthOf } from '../ui/text-length';

/** Why a person cannot be called so, in words; empty where the page knows of nothing. */
export function nameProblem(name: string): string {
  if (name === '') return $localize`:@@door.nameMissing:Write a name first; others will see it.`;
  if (lengthOf(name) > LIMITS.userNameLength) {
    return $localize`:@@door.nameTooLong:A name has at most ${LIMITS.userNameLength}:limit: characters.`;
  }
  return '';
}
