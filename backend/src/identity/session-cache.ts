import { LRUCache } from 'lru-cache';
import type { ServerRole } from '../contract/principal.ts';
import type { Author } from '../contract/room-events.ts';
import type { StoredSession } from '../store/store.ts';

/** Of those that are there, and of those that are not. */
export const SESSIONS_KEPT = 20_000;
/** What another process changed in the store is noticed after this. */
const KEPT_FOR_MS = 900_000;

/** What of a person all their sessions say. */
type Change = { user: Author; role?: ServerRole };

interface Reading {
  found: Promise<StoredSession | null>;
  ended: boolean;
  /** Whoever was given another name or role since it began; what is read may be older. */
  changed: Map<string, Change>;
}

/**
 * Sessions seen lately, so that a crowd that reconnects does not queue for the store, and tokens that open none, so that
 * asking again and again costs one read. The longest unused go first. A session that ends while it is read stays ended.
 */
export class SessionCache {
  readonly #live = new LRUCache<string, StoredSession>({ max: SESSIONS_KEPT, ttl: KEPT_FOR_MS, dispose: (session) => this.#forget(session) });
  /** Apart, so that no number of them pushes out somebody who is here. */
  readonly #absent = new LRUCache<string, true>({ max: SESSIONS_KEPT, ttl: KEPT_FOR_MS });
  readonly #reading = new Map<string, Reading>();
  readonly #hashesOf = new Map<string, Set<string>>();

  get size(): { live: number; absent: number; people: number } {
    return { live: this.#live.size, absent: this.#absent.size, people: this.#hashesOf.size };
  }

  /** null: there is none. Whoever asks for the same one meanwhile waits for the same read. */
  async find(tokenHash: string, read: (tokenHash: string) => Promise<StoredSession | null>): Promise<StoredSession | null> {
    const kept = this.#live.get(tokenHash);
    if (kept !== undefined) return kept;
    if (this.#absent.get(tokenHash) === true) return null;
    return (this.#reading.get(tokenHash) ?? this.#start(tokenHash, read)).found;
  }

  /** Not what has ended meanwhile: whoever renews it has found it before. */
  keep(session: StoredSession): void {
    if (this.#absent.has(session.tokenHash)) return;
    this.#live.set(session.tokenHash, session);
    const hashes = this.#hashesOf.get(session.user.id) ?? new Set();
    this.#hashesOf.set(session.user.id, hashes.add(session.tokenHash));
  }

  end(tokenHash: string): void {
    const reading = this.#reading.get(tokenHash);
    if (reading !== undefined) reading.ended = true;
    this.#live.delete(tokenHash);
    this.#absent.set(tokenHash, true);
  }

  endAllOf(userId: string): void {
    for (const tokenHash of this.#hashesOf.get(userId) ?? []) this.end(tokenHash);
  }

  /** Without a role they keep theirs. */
  change(user: Author, role?: ServerRole): void {
    const change = role === undefined ? { user } : { user, role };
    for (const { changed } of this.#reading.values()) changed.set(user.id, { ...changed.get(user.id), ...change });
    for (const tokenHash of [...(this.#hashesOf.get(user.id) ?? [])]) {
      const session = this.#live.peek(tokenHash);
      if (session !== undefined) this.keep({ ...session, ...change });
    }
  }

  /** As it is now, where it was found a moment ago. */
  newest(session: StoredSession): StoredSession {
    return this.#live.peek(session.tokenHash) ?? session;
  }

  /** Known to have ended, or never to have been. */
  isAbsent(tokenHash: string): boolean {
    return this.#absent.has(tokenHash);
  }

  #start(tokenHash: string, read: (tokenHash: string) => Promise<StoredSession | null>): Reading {
    const reading: Reading = { ended: false, changed: new Map(), found: read(tokenHash).then((session) => this.#settled(tokenHash, session, reading)) };
    this.#reading.set(tokenHash, reading);
    void reading.found.finally(() => this.#reading.delete(tokenHash)).catch(() => undefined);
    return reading;
  }

  #settled(tokenHash: string, read: StoredSession | null, { ended, changed }: Reading): StoredSession | null {
    if (read === null) this.#absent.set(tokenHash, true);
    if (read === null || ended) return null;
    const change = changed.get(read.user.id);
    const session = change === undefined ? read : { ...read, ...change };
    this.keep(session);
    return session;
  }

  #forget({ tokenHash, user }: StoredSession): void {
    const hashes = this.#hashesOf.get(user.id);
    hashes?.delete(tokenHash);
    if (hashes?.size === 0) this.#hashesOf.delete(user.id);
  }
}
