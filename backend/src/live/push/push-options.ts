/** Injection token of PushOptions. */
export const PUSH_OPTIONS = Symbol('PUSH_OPTIONS');

export interface PushOptions {
  /** Where the secrets are kept. */
  dataDir: string;
  /** Whoever has not read a message so long after it was said is told of it. */
  afterMs: number;
  /** Whether push services may be in private networks. */
  toPrivateNetworks: boolean;
  /** Whom a push service turns to about this server: `mailto:` or https. */
  contact: string;
}
