/**
 * A browser in which somebody has signed in before, so that others who guess at their login do not keep them out.
 * Source: https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 * What the cookie holds opens nothing: it only counts wrong passwords of this browser apart from everybody else's.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { readSecrets } from './secrets.ts';
import { SESSION_OPTIONS, type SessionOptions } from './sessions.service.ts';

const NONCE_BYTES = 12;
const TOKEN = /^([\w-]{16})\.([\w-]{43})$/u;

@Injectable()
export class KnownDevices {
  readonly #key: Buffer;

  constructor(@Inject(SESSION_OPTIONS) options: SessionOptions) {
    this.#key = readSecrets(options.dataDir).sessionKey;
  }

  /** What the browser keeps from now on. */
  make(loginKey: string): string {
    const nonce = randomBytes(NONCE_BYTES).toString('base64url');
    return `${nonce}.${this.#sealOf(nonce, loginKey).toString('base64url')}`;
  }

  /** What names the device, where the token is of this login; null where it is another's, made up or absent. */
  idOf(token: string | undefined, loginKey: string): string | null {
    const [, nonce, seal] = TOKEN.exec(token ?? '') ?? [];
    if (nonce === undefined || seal === undefined) return null;
    const given = Buffer.from(seal, 'base64url');
    const wanted = this.#sealOf(nonce, loginKey);
    return given.length === wanted.length && timingSafeEqual(given, wanted) ? nonce : null;
  }

  #sealOf(nonce: string, loginKey: string): Buffer {
    return createHmac('sha256', this.#key).update('known device').update(nonce).update(loginKey).digest();
  }
}
