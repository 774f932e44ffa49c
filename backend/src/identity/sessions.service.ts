import { randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { SessionEndReason } from '../contract/facts.ts';
import type { ServerRole } from '../contract/principal.ts';
import type { SessionKind } from '../contract/rest.ts';
import type { Author } from '../contract/room-events.ts';
import { Store, type StoredSession } from '../store/store.ts';
import { OpenSessions } from './open-sessions.ts';
import { ChatError } from '../wire/chat-error.ts';
import { RateLimits } from './rate-limits.ts';
import { readSecrets } from './secrets.ts';
import { SessionCache } from './session-cache.ts';
import { SessionTokens } from './session-tokens.ts';

/** Injection token of SessionOptions. */
export const SESSION_OPTIONS = Symbol('SESSION_OPTIONS');

export interface SessionOptions {
  /** Where the secrets are kept. */
  dataDir: string;
  /** How long a session lasts after it was used last. */
  sessionMs: number;
}

export interface EndedSession {
  tokenHash: string;
  reason: SessionEndReason;
}

export interface NewSession {
  session: StoredSession;
  token: string;
}

const USER_ID_BYTES = 9;
const HOUR_MS = 3_600_000;
/** Use prolongs a session, and that is written no more often than this; of short ones, no more than so often in their life. */
const RENEW_AT_MOST_EVERY_MS = HOUR_MS;
const RENEWALS_IN_A_LIFE = 24;
const PRUNE_EVERY_MS = HOUR_MS;
const PRUNED_AT_ONCE = 1_000;

/**
 * Who is who. A token is known to its owner alone: stored is a keyed hash, so a copied database opens no session.
 * A session ends a while after its last use; its sockets end with it.
 */
@Injectable()
export class SessionsService implements OnModuleInit, OnApplicationShutdown {
  /** Told in the turn in which nobody is let in by them any more. */
  readonly ended = new Subject<EndedSession>();
  /** Told when it is stored, and every session says so. */
  readonly renamed = new Subject<Author>();
  /** The id of whoever may do other things from now on. */
  readonly roleChanged = new Subject<string>();
  readonly #log = new Logger(SessionsService.name);
  readonly #store: Store;
  readonly #sessionMs: number;
  readonly #renewEveryMs: number;
  readonly #tokens: SessionTokens;
  readonly #rates: RateLimits;
  readonly #cache = new SessionCache();
  readonly #open = new OpenSessions(({ tokenHash }) => this.#tell(tokenHash, 'expired'));
  #pruning: NodeJS.Timeout | undefined;

  constructor(@Inject(SESSION_OPTIONS) options: SessionOptions, store: Store, rates: RateLimits) {
    this.#store = store;
    this.#sessionMs = options.sessionMs;
    this.#renewEveryMs = Math.min(RENEW_AT_MOST_EVERY_MS, options.sessionMs / RENEWALS_IN_A_LIFE);
    this.#rates = rates;
    this.#tokens = new SessionTokens(readSecrets(options.dataDir).sessionKey);
  }

  onModuleInit(): void {
    this.#pruning = setInterval(() => void this.#prune(), PRUNE_EVERY_MS).unref();
    void this.#prune();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#pruning);
    this.#open.stop();
  }

  /** A new guest with a session. The token is given out here and nowhere else. */
  async create(name: string, kind: SessionKind, device = ''): Promise<NewSession> {
    const made = this.mint({ user: { id: newUserId(), name }, role: 'guest' }, { kind, device });
    await this.#store.write('createSession', made.session);
    this.keep(made.session);
    return made;
  }

  /** As `create` does, by an invitation. Throws NOT_FOUND where it is over: then nobody came in. */
  async createInvited(name: string, how: Pick<StoredSession, 'kind' | 'device'>, code: string): Promise<NewSession> {
    const made = this.mint({ user: { id: newUserId(), name }, role: 'guest' }, how);
    const isIn = await this.#store.write('enter', { session: made.session, code });
    if (!isIn) throw new ChatError('NOT_FOUND', 'This invitation is over. Ask for a new one.');
    this.keep(made.session);
    return made;
  }

  /** As `create` does, for whoever stores it themselves, and then says `keep`. */
  mint(person: Pick<StoredSession, 'user' | 'role'>, { kind, device }: Pick<StoredSession, 'kind' | 'device'>): NewSession {
    const token = this.#tokens.make();
    const now = Date.now();
    return { token, session: { tokenHash: this.#tokens.hash(token), kind, device, ...person, createdAt: now, usedAt: now, expiresAt: now + this.#sessionMs } };
  }

  keep(session: StoredSession): void {
    this.#cache.keep(session);
  }

  /** Counts as use. null: unknown, ended or expired. Throws RATE_LIMITED where an address asks for many that nobody was given. */
  async find(token: string, address: string): Promise<StoredSession | null> {
    const session = await this.#cache.find(this.#tokens.hash(token), (tokenHash) =>
      this.#tokens.isSealed(token) ? this.#store.read('session', tokenHash) : this.#findUnsealed(tokenHash, address),
    );
    return session === null ? null : this.#used(session);
  }

  async #findUnsealed(tokenHash: string, address: string): Promise<StoredSession | null> {
    ChatError.ifTooFast(this.#rates.foreignToken(address), 'Too many unknown sessions from this address.');
    const session = await this.#store.read('session', tokenHash);
    if (session !== null) this.#rates.notForeign(address);
    return session;
  }

  /** From now on the session is watched for its end. False: it ended since it was found. */
  open(session: StoredSession): boolean {
    if (this.#cache.isAbsent(session.tokenHash)) return false;
    this.#open.set(this.#cache.newest(session));
    return true;
  }

  /** Counts as use of an open session, and gives it as it is now. null: it has ended. */
  use(tokenHash: string): StoredSession | null {
    const session = this.#open.get(tokenHash);
    if (session === undefined) return null;
    const used = this.#used(session);
    if (used === null) this.#tell(tokenHash, 'expired');
    return used;
  }

  /** From now on all of the person's sessions are in this name, the open ones too: their next command is. */
  async rename(user: Author): Promise<void> {
    await this.#store.write('renameUser', user);
    this.changed(user);
  }

  /** It is stored that they are called so, or may do other things: all their sessions say so. */
  changed(user: Author, role?: ServerRole): void {
    this.#cache.change(user, role);
    this.#open.change(user, role);
    this.renamed.next(user);
  }

  /** Its last socket is closed. */
  close(tokenHash: string): void {
    this.#open.delete(tokenHash);
  }

  async end(tokenHash: string, reason: SessionEndReason = 'left'): Promise<void> {
    await this.#store.write('endSession', tokenHash);
    this.over(tokenHash, reason);
  }

  /** It is stored that it has ended. */
  over(tokenHash: string, reason: SessionEndReason): void {
    this.#cache.end(tokenHash);
    this.#tell(tokenHash, reason);
  }

  isOpen(tokenHash: string): boolean {
    return this.#open.get(tokenHash) !== undefined;
  }

  /** Everywhere at once, such as after a change of the password. */
  async endAllOf(userId: string): Promise<void> {
    const hashes = await this.#store.write('endSessionsOf', userId);
    this.#cache.endAllOf(userId);
    hashes.forEach((tokenHash) => this.over(tokenHash, 'revoked'));
  }

  #tell(tokenHash: string, reason: SessionEndReason): void {
    this.#open.delete(tokenHash);
    this.ended.next({ tokenHash, reason });
  }

  #used(session: StoredSession): StoredSession | null {
    const now = Date.now();
    if (session.expiresAt <= now) return null;
    const expiresAt = now + this.#sessionMs;
    return expiresAt - session.expiresAt < this.#renewEveryMs ? session : this.#renew({ ...session, usedAt: now, expiresAt });
  }

  #renew(session: StoredSession): StoredSession {
    this.#cache.keep(session);
    this.#open.renewed(session);
    // Where that fails the store has said so, and the next use but a while later tries again.
    this.#store.write('renewSession', session).catch(() => undefined);
    return session;
  }

  async #prune(): Promise<void> {
    try {
      while ((await this.#store.write('pruneSessions', Date.now(), PRUNED_AT_ONCE)) === PRUNED_AT_ONCE);
    } catch (error) {
      this.#log.warn({ err: error }, 'Expired sessions could not be removed; it is tried again in an hour.');
    }
  }
}

export function newUserId(): string {
  return randomBytes(USER_ID_BYTES).toString('base64url');
}
