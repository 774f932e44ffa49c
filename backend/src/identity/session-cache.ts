import type { StoredSession } from '../store/store.ts';

const KEPT = 20_000;

/**
 * Sessions seen lately, so that a crowd that reconnects does not queue for the store. The oldest entries go first.
 * It also knows those that ended: a read that began before the end must not bring one back.
 */
export class SessionCache {
  readonly #byHash = new Map<string, StoredSession | null>();

  /** null: it has ended. */
  get(tokenHash: string): StoredSession | null | undefined {
    return this.#byHash.get(tokenHash);
  }

  /** What counts from now on: the session, or null where it ended while it was read. */
  keep(session: StoredSession): StoredSession | null {
    const known = this.get(session.tokenHash);
    if (known !== undefined) return known;
    this.#add(session.tokenHash, session);
    return session;
  }

  end(tokenHash: string): void {
    this.#byHash.delete(tokenHash);
    this.#add(tokenHash, null);
  }

  #add(tokenHash: string, entry: StoredSession | null): void {
    this.#byHash.set(tokenHash, entry);
    if (this.#byHash.size <= KEPT) return;
    const [oldest] = this.#byHash.keys();
    if (oldest !== undefined) this.#byHash.delete(oldest);
  }
}
