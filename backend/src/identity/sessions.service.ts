import { createHmac, randomBytes } from 'node:crypto';
import { Inject, Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Subject } from 'rxjs';
import type { SessionKind } from '../contract/rest.ts';
import { Store, type StoredSession } from '../store/store.ts';
import type { OriginRules } from './origins.ts';
import { readSecrets } from './secrets.ts';
import { SessionCache } from './session-cache.ts';

/** Injection token of SessionOptions. */
export const SESSION_OPTIONS = Symbol('SESSION_OPTIONS');

export interface SessionOptions {
  /** Where the secrets are kept. */
  dataDir: string;
  sessionMs: number;
  /** Whose pages may act with a cookie. */
  origins: OriginRules;
}

const TOKEN_BYTES = 32;
const USER_ID_BYTES = 9;
const PRUNE_EVERY_MS = 3_600_000;
const PRUNED_AT_ONCE = 1_000;

/** Who is who. A token is known to its owner alone: stored is a keyed hash, so a copied database opens no session. */
@Injectable()
export class SessionsService implements OnModuleInit, OnApplicationShutdown {
  /** Whose pages may act with a cookie. */
  readonly origins: OriginRules;
  /** Token hashes of sessions that ended just now. */
  readonly ended = new Subject<string>();
  readonly #log = new Logger(SessionsService.name);
  readonly #store: Store;
  readonly #sessionMs: number;
  readonly #key: Buffer;
  readonly #cache = new SessionCache();
  #pruning: NodeJS.Timeout | undefined;

  constructor(@Inject(SESSION_OPTIONS) options: SessionOptions, store: Store) {
    this.#store = store;
    this.origins = options.origins;
    this.#sessionMs = options.sessionMs;
    this.#key = readSecrets(options.dataDir).sessionKey;
  }

  onModuleInit(): void {
    this.#pruning = setInterval(() => void this.#prune(), PRUNE_EVERY_MS).unref();
    void this.#prune();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#pruning);
  }

  /** A new guest with a session. The token is given out here and nowhere else. */
  async create(name: string, kind: SessionKind): Promise<{ session: StoredSession; token: string }> {
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const now = Date.now();
    const user = { id: randomBytes(USER_ID_BYTES).toString('base64url'), name };
    const session = { tokenHash: this.#hash(token), kind, user, createdAt: now, expiresAt: now + this.#sessionMs };
    await this.#store.write('createSession', session);
    return { session, token };
  }

  /** null: unknown, ended or expired. */
  async find(token: string): Promise<StoredSession | null> {
    const session = await this.#lookUp(this.#hash(token));
    return session !== null && session.expiresAt > Date.now() ? session : null;
  }

  async end(tokenHash: string): Promise<void> {
    await this.#store.write('endSession', tokenHash);
    this.#cache.end(tokenHash);
    this.ended.next(tokenHash);
  }

  async #lookUp(tokenHash: string): Promise<StoredSession | null> {
    const known = this.#cache.get(tokenHash);
    if (known !== undefined) return known;
    const stored = await this.#store.read('session', tokenHash);
    return stored === null ? null : this.#cache.keep(stored);
  }

  #hash(token: string): string {
    return createHmac('sha256', this.#key).update(token).digest('base64url');
  }

  async #prune(): Promise<void> {
    try {
      await this.#store.write('pruneSessions', Date.now(), PRUNED_AT_ONCE);
    } catch (error) {
      this.#log.warn({ err: error }, 'Expired sessions could not be removed; it is tried again in an hour.');
    }
  }
}
