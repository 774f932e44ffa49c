/**
 * Passwords are kept as argon2id, and computed on threads of their own (libuv's), few at a time: each takes 19 MiB and tens of
 * milliseconds. What waits is bounded; beyond it the server says BUSY at once, so that a crowd that guesses costs nobody else.
 *
 * Parameters: https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html, stored with each hash in the
 * PHC string format, so that a later version may ask for more and replaces a hash when its owner signs in.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { ChatError } from '../wire/chat-error.ts';
import { formatPhc, parsePhc, type Argon2Cost, type PhcHash } from './phc-string.ts';

export const COST: Argon2Cost = { memoryKib: 19_456, passes: 2, lanes: 1 };
/** Of libuv's four threads; files and names need some too. */
const AT_A_TIME = 2;
export const MOST_WAITING_HASHES = 64;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const BUSY_FOR_MS = 1_000;

const compute = promisify(argon2);

export interface Verdict {
  isRight: boolean;
  /** It was made with other parameters than are wanted now. */
  isStale: boolean;
}

export class Passwords {
  readonly #cost: Argon2Cost;
  readonly #waiting: (() => void)[] = [];
  /** What nobody's password is compared with: it takes as long as somebody's. */
  readonly #nobody: PhcHash;
  #working = 0;

  constructor(cost: Argon2Cost = COST) {
    this.#cost = cost;
    this.#nobody = { ...cost, salt: randomBytes(SALT_BYTES), tag: randomBytes(TAG_BYTES) };
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** A PHC string. Throws BUSY where too many wait. */
  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    return formatPhc({ ...this.#cost, salt, tag: await this.#compute(password, { ...this.#cost, salt }) });
  }

  /** null where there is no such person: that takes as long, and is never right. */
  async verify(password: string, phc: string | null): Promise<Verdict> {
    const known = phc === null ? this.#nobody : parsePhc(phc);
    const tag = await this.#compute(password, known);
    const isRight = tag.length === known.tag.length && timingSafeEqual(tag, known.tag) && phc !== null;
    return { isRight, isStale: known.memoryKib !== this.#cost.memoryKib || known.passes !== this.#cost.passes || known.lanes !== this.#cost.lanes };
  }

  async #compute(password: string, { memoryKib, passes, lanes, salt }: Argon2Cost & { salt: Buffer }): Promise<Buffer> {
    await this.#turn();
    try {
      const message = password.normalize('NFC');
      return await compute('argon2id', { message, nonce: salt, parallelism: lanes, tagLength: TAG_BYTES, memory: memoryKib, passes });
    } finally {
      this.#handOver();
    }
  }

  async #turn(): Promise<void> {
    if (this.#working < AT_A_TIME) this.#working++;
    else if (this.#waiting.length < MOST_WAITING_HASHES) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else throw new ChatError('BUSY', 'Too many people sign in just now. Nothing was done; wait and try again.', { retryAfterMs: BUSY_FOR_MS });
  }

  /** To whoever waits longest, without letting anybody else in between. */
  #handOver(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#working--;
    else next();
  }
}
