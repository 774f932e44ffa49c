import { randomBytes } from 'node:crypto';

/** Letters and digits that nobody mixes up, and that no program cuts off at the end of a link: five bits each. */
const ALPHABET = 'abcdefghijkmnpqrstuvwxyz23456789';
const CODE_LENGTH = 26;

/** What stands in the link of an invitation. */
export function newInviteCode(): string {
  return Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
