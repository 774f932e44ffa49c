import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { RecoveryCodes, SecondFactorSetup } from '../contract/accounts.ts';
import { Store } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { Sealed } from './sealed.ts';
import { readSecrets } from './secrets.ts';
import { SESSION_OPTIONS, type SessionOptions } from './sessions.service.ts';
import { matchingStep, toBase32 } from './totp.ts';

const SECRET_BYTES = 20;
const RECOVERY_CODES = 10;
/** 80 random bits: nobody finds one by trying. */
const RECOVERY_BYTES = 10;
const ISSUER = 'Wątek';

/** What somebody has besides their password: an authenticator, and codes on paper for the day it is lost. No code works twice. */
@Injectable()
export class SecondFactorService {
  readonly #store: Store;
  readonly #sealed: Sealed;

  constructor(@Inject(SESSION_OPTIONS) options: SessionOptions, store: Store) {
    this.#store = store;
    this.#sealed = new Sealed(readSecrets(options.dataDir).sessionKey, 'second factors');
  }

  async isOn(userId: string): Promise<boolean> {
    return (await this.#store.read('secondFactor', userId))?.isConfirmed === true;
  }

  /** Counts when `confirm` was given a code of it. Throws CONFLICT where there is one already. */
  async begin(userId: string, login: string): Promise<SecondFactorSetup> {
    const bytes = randomBytes(SECRET_BYTES);
    const isBegun = await this.#store.write('beginSecondFactor', { userId, secret: this.#sealed.seal(bytes) });
    if (!isBegun) throw new ChatError('CONFLICT', 'You have a second factor already.');
    const secret = toBase32(bytes);
    return { secret, uri: `otpauth://totp/${encodeURIComponent(`${ISSUER}:${login}`)}?secret=${secret}&issuer=${encodeURIComponent(ISSUER)}` };
  }

  /** Throws INVALID where the code is not right. */
  async confirm(userId: string, code: string): Promise<RecoveryCodes> {
    const step = await this.#stepOf(userId, tidied(code));
    if (step === null) throw new ChatError('INVALID', 'code: is not right. Is the clock of the device?');
    const recoveryCodes = Array.from({ length: RECOVERY_CODES }, () => toBase32(randomBytes(RECOVERY_BYTES)).toLowerCase());
    const isDone = await this.#store.write('confirmSecondFactor', { userId, step, recoveryHashes: recoveryCodes.map(hashOf) });
    if (!isDone) throw new ChatError('CONFLICT', 'You have a second factor already.');
    return { recoveryCodes: recoveryCodes.map((one) => one.replace(/(.{4})(?=.)/gu, '$1-')) };
  }

  /** After the password was right. Throws FORBIDDEN where a code is wanted, UNAUTHENTICATED where it is not right. */
  async require(userId: string, code: string | undefined): Promise<void> {
    if (!(await this.isOn(userId))) return;
    if (code === undefined) throw new ChatError('FORBIDDEN', 'code: give the code of your second factor.');
    if (!(await this.#take(userId, tidied(code)))) throw new ChatError('UNAUTHENTICATED', 'The code is not right, or was used before.');
  }

  /** Of whoever is signed in. Throws FORBIDDEN. */
  async prove(userId: string, code: string): Promise<void> {
    if (!(await this.#take(userId, tidied(code)))) throw new ChatError('FORBIDDEN', 'code: is not right, or was used before.');
  }

  async end(userId: string): Promise<void> {
    await this.#store.write('endSecondFactor', userId);
  }

  async #take(userId: string, code: string): Promise<boolean> {
    const step = await this.#stepOf(userId, code);
    if (step !== null) return this.#store.write('takeStep', { userId, step });
    return this.#store.write('takeRecoveryCode', { userId, codeHash: hashOf(code) });
  }

  async #stepOf(userId: string, code: string): Promise<number | null> {
    const factor = await this.#store.read('secondFactor', userId);
    return factor === null ? null : matchingStep(this.#sealed.open(factor.secret), code, Date.now());
  }
}

function tidied(code: string): string {
  return code.replace(/[\s-]/gu, '').toLowerCase();
}

function hashOf(code: string): string {
  return createHash('sha256').update(code).digest('base64url');
}
