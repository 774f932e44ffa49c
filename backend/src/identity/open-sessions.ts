import type { ServerRole } from '../contract/principal.ts';
import type { Author } from '../contract/room-events.ts';
import type { StoredSession } from '../store/store.ts';

const SECOND_MS = 1_000;
/** Timers do not see a clock that was set, nor the hours that a machine slept. */
const LOOK_AT_LEAST_EVERY_MS = 60_000;
/** However many sessions end one after the other, they are looked through no more often. */
const LOOK_AT_MOST_EVERY_MS = SECOND_MS / 4;

/** The sessions that sockets are open for: as many as there are sockets at most. One timer waits for the next to expire. */
export class OpenSessions {
  readonly #sessions = new Map<string, StoredSession>();
  readonly #onExpired: (session: StoredSession) => void;
  #timer: NodeJS.Timeout | undefined;
  #wakesAt = Infinity;

  constructor(onExpired: (session: StoredSession) => void) {
    this.#onExpired = onExpired;
  }

  get(tokenHash: string): StoredSession | undefined {
    return this.#sessions.get(tokenHash);
  }

  /** Opens it, or renews what is known of it. */
  set(session: StoredSession): void {
    this.#sessions.set(session.tokenHash, session);
    this.#wakeAt(session.expiresAt);
  }

  /** Without a role they keep theirs. */
  change(user: Author, role?: ServerRole): void {
    for (const [tokenHash, session] of this.#sessions) if (session.user.id === user.id) this.#sessions.set(tokenHash, { ...session, user, role: role ?? session.role });
  }

  renewed(session: StoredSession): void {
    if (this.#sessions.has(session.tokenHash)) this.#sessions.set(session.tokenHash, session);
  }

  delete(tokenHash: string): void {
    this.#sessions.delete(tokenHash);
    if (this.#sessions.size === 0) this.stop();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#wakesAt = Infinity;
  }

  #wakeAt(expiresAt: number): void {
    const now = Date.now();
    const at = Math.min(Math.max(expiresAt, now + LOOK_AT_MOST_EVERY_MS), now + LOOK_AT_LEAST_EVERY_MS);
    if (at >= this.#wakesAt) return;
    clearTimeout(this.#timer);
    this.#wakesAt = at;
    this.#timer = setTimeout(() => this.#look(), at - now).unref();
  }

  #look(): void {
    this.#wakesAt = Infinity;
    const now = Date.now();
    const expired = this.#sessions.values().filter(({ expiresAt }) => expiresAt <= now).toArray();
    expired.forEach((session) => this.#onExpired(session));
    if (this.#sessions.size > 0) this.#wakeAt(this.#sessions.values().reduce((first, { expiresAt }) => Math.min(first, expiresAt), Infinity));
  }
}
