import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** 192 random bits and 64 that only this server can add: a token that nobody was given is known without looking it up. */
const RANDOM_BYTES = 24;
const SEAL_BYTES = 8;
const TOKEN = /^[\w-]{43}$/u;

/** Makes tokens, and the keyed hashes under which sessions are stored. */
export class SessionTokens {
  readonly #key: Buffer;

  constructor(key: Buffer) {
    this.#key = key;
  }

  make(): string {
    const random = randomBytes(RANDOM_BYTES);
    return Buffer.concat([random, this.#sealOf(random)]).toString('base64url');
  }

  /** False for what was made up, and for tokens given out before they were sealed: those have to be looked up. */
  isSealed(token: string): boolean {
    if (!TOKEN.test(token)) return false;
    const bytes = Buffer.from(token, 'base64url');
    return timingSafeEqual(bytes.subarray(RANDOM_BYTES), this.#sealOf(bytes.subarray(0, RANDOM_BYTES)));
  }

  hash(token: string): string {
    return createHmac('sha256', this.#key).update(token).digest('base64url');
  }

  #sealOf(random: Buffer): Buffer {
    return createHmac('sha256', this.#key).update('seal of a session token').update(random).digest().subarray(0, SEAL_BYTES);
  }
}
