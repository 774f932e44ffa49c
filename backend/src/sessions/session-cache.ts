import type { StoredSession } from '../storage/store.ts';

const KEPT = 20_000;

/** Sessions seen lately, so that a crowd that reconnects does not queue for the store. The oldest entries go first. */
export class SessionCache {
  readonly #byHash = new Map<string, StoredSession>();

  get(tokenHash: string): StoredSession | undefined {
    return this.#byHash.get(tokenHash);
  }

  set(session: StoredSession): void {
    this.#byHash.set(session.tokenHash, session);
    if (this.#byHash.size <= KEPT) return;
    const [oldest] = this.#byHash.keys();
    if (oldest !== undefined) this.#byHash.delete(oldest);
  }

  delete(tokenHash: string): void {
    this.#byHash.delete(tokenHash);
  }
}
