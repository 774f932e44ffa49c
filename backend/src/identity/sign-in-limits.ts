import { Injectable } from '@nestjs/common';
import { ChatError } from '../wire/chat-error.ts';
import { networkOf } from './ip-address.ts';
import { KnownDevices } from './known-devices.ts';
import { TokenBuckets } from './token-buckets.ts';

/** Who tries to sign in, and from where. */
export interface Attempt {
  loginKey: string;
  address: string;
  /** What the browser keeps from an earlier time. */
  device?: string | undefined;
}

/** A school behind one address forgets a few passwords a minute. */
const OF_ADDRESS = { perSecond: 30 / 60, burst: 60 };
/** However many addresses guess: of one login, so many an hour. */
const OF_LOGIN = { perSecond: 5 / 60, burst: 10 };
const OF_DEVICE = { perSecond: 5 / 60, burst: 10 };

/**
 * How often a wrong password may be tried. Right ones cost nothing. A login that many guess at is slow for strangers; a browser
 * that its owner has signed in with before counts apart, so that nobody can keep them out.
 */
@Injectable()
export class SignInLimits {
  readonly #addresses = new TokenBuckets(OF_ADDRESS);
  readonly #logins = new TokenBuckets(OF_LOGIN);
  readonly #devices = new TokenBuckets(OF_DEVICE);
  readonly #known: KnownDevices;

  constructor(known: KnownDevices) {
    this.#known = known;
  }

  /** Throws RATE_LIMITED, in the same way for logins that there are and are not. Gives what undoes the count when the password was right. */
  admit(attempt: Attempt): () => void {
    const now = performance.now();
    const network = networkOf(attempt.address);
    const { buckets, key } = this.#countOf(attempt);
    const waitMs = this.#addresses.take(network, now) || buckets.take(key, now);
    ChatError.ifTooFast(waitMs, 'Too many wrong passwords.');
    return () => {
      this.#addresses.charge(network, -1, performance.now());
      buckets.charge(key, -1, performance.now());
    };
  }

  #countOf({ loginKey, device }: Attempt): { buckets: TokenBuckets; key: string } {
    const known = this.#known.idOf(device, loginKey);
    return known === null ? { buckets: this.#logins, key: loginKey } : { buckets: this.#devices, key: known };
  }
}
