import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { SetUp, SetupView } from '../contract/administration.ts';
import { Store, type StoredSession } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { AccountsService, type Beginning } from './accounts.service.ts';
import { isFromHere } from './is-from-here.ts';
import type { Arrival } from './proxy-trust.ts';
import { ServerSettingsService } from './server-settings.ts';
import { SessionsService, type NewSession } from './sessions.service.ts';

/** Injection token of SetupOptions. */
export const SETUP_OPTIONS = Symbol('SETUP_OPTIONS');

export interface SetupOptions {
  /** Others than this machine may reach the server. */
  isExposed: boolean;
}

const TOKEN_BYTES = 15;

/**
 * The first administrator. Until there is one, whoever comes may become it: on the server's own machine at once, from anywhere
 * else only with the token that stands in the server's output and nowhere else. It is another one at every start.
 */
@Injectable()
export class SetupService {
  readonly #log = new Logger(SetupService.name);
  readonly #token = randomBytes(TOKEN_BYTES).toString('base64url');
  readonly #options: SetupOptions;
  readonly #store: Store;
  readonly #accounts: AccountsService;
  readonly #sessions: SessionsService;
  readonly #settings: ServerSettingsService;
  #isDone = false;
  #isTold = false;

  constructor(@Inject(SETUP_OPTIONS) options: SetupOptions, store: Store, accounts: AccountsService, sessions: SessionsService, settings: ServerSettingsService) {
    this.#options = options;
    this.#store = store;
    this.#accounts = accounts;
    this.#sessions = sessions;
    this.#settings = settings;
  }

  async isNeeded(): Promise<boolean> {
    if (!this.#isDone) this.#isDone = await this.#store.read('hasAdmin');
    return !this.#isDone;
  }

  /** What is printed at the start: how to become the administrator; null where there is one, or where everybody is on this machine. */
  async announcement(url: string): Promise<string | null> {
    if (!this.#options.isExposed || !(await this.isNeeded())) return null;
    this.#isTold = true;
    return `Nobody administers this server yet. Open ${url}/setup and give this token: ${this.#token}`;
  }

  async view(arrival: Arrival, isIn: boolean): Promise<SetupView> {
    const { name, access, guests } = this.#settings.current;
    const needed = await this.isNeeded();
    return { name: access === 'open' || isIn ? name : '', access, guests, needed, token: needed && this.#needsToken(arrival) };
  }

  /** Throws FORBIDDEN where the token is not the one of the log, and CONFLICT where somebody was first. */
  async setUp(wish: SetUp, { arrival, beginning }: { arrival: Arrival; beginning: Beginning }): Promise<NewSession | null> {
    if (!(await this.isNeeded())) throw TAKEN();
    if (this.#needsToken(arrival)) this.#requireToken(wish.token ?? '');
    const { replaces } = beginning;
    const isMember = replaces !== null && replaces.role !== 'guest';
    const made = isMember ? await this.#promote(replaces, wish.password) : await this.#signUp(wish, beginning);
    this.#isDone = true;
    return made;
  }

  async #signUp({ login, password, name }: SetUp, beginning: Beginning): Promise<NewSession> {
    if (login === undefined) throw new ChatError('INVALID', 'login: must be given.');
    const made = await this.#accounts.signUp({ login, password, name, role: 'admin', asFirst: true }, beginning);
    const { user } = made.session;
    await this.#store.write('addAudit', { at: Date.now(), actor: user, action: 'server.set-up', target: user, why: null, changes: {} });
    return made;
  }

  async #promote({ user }: StoredSession, password: string): Promise<null> {
    await this.#accounts.requirePassword(user.id, password);
    const entry = { at: Date.now(), actor: user, action: 'server.set-up', target: user, why: null, changes: {} } as const;
    const outcome = await this.#store.write('setPerson', { userId: user.id, change: { role: 'admin' }, asFirst: true, entry });
    if (typeof outcome === 'string') throw TAKEN();
    this.#sessions.changed(user, 'admin');
    return null;
  }

  #needsToken(arrival: Arrival): boolean {
    return this.#options.isExposed || !isFromHere(arrival);
  }

  #requireToken(token: string): void {
    if (timingSafeEqual(digestOf(token), digestOf(this.#token))) return;
    this.#tell();
    throw new ChatError('FORBIDDEN', 'The set-up token is not right. It stands in the output of the server.');
  }

  /** Whoever put a proxy in front without saying so needs it too. */
  #tell(): void {
    if (!this.#isTold) this.#log.warn(`Somebody wants to become the administrator from elsewhere. The token for it: ${this.#token}`);
    this.#isTold = true;
  }
}

const TAKEN = () => new ChatError('CONFLICT', 'This server has an administrator already.');

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
