/** Time-based one-time passwords: https://www.rfc-editor.org/rfc/rfc6238, with what every authenticator knows: SHA-1, six digits, 30 s. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const STEP_MS = 30_000;
const DIGITS = 6;
/** Clocks differ: the code before and the one after are right too. */
const STEPS_BESIDE = 1;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const BITS = 5;

export function stepOf(now: number): number {
  return Math.floor(now / STEP_MS);
}

export function codeOf(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  const number = digest.readUInt32BE(offset) & 0x7f_ff_ff_ff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** The time step that the code is of; null where it is of none near now. Every step is looked at. */
export function matchingStep(secret: Buffer, code: string, now: number): number | null {
  const steps = Array.from({ length: 2 * STEPS_BESIDE + 1 }, (_, index) => stepOf(now) - STEPS_BESIDE + index);
  return steps.filter((step) => isSame(codeOf(secret, step), code)).at(-1) ?? null;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** https://www.rfc-editor.org/rfc/rfc4648#section-6, without padding. */
export function toBase32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/gu) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(BITS, '0'), 2)]).join('');
}
