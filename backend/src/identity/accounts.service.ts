import { Injectable } from '@nestjs/common';
import type { Author } from '../contract/room-events.ts';
import type { SessionKind } from '../contract/rest.ts';
import type { AccountRefusal, AccountRole, StoredAccount } from '../store/accounts.ts';
import { Store, type StoredSession } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { nameKeyOf } from '../wire/names.ts';
import { Passwords } from './passwords.ts';
import { SecondFactorService } from './second-factor.service.ts';
import { newUserId, SessionsService, type NewSession } from './sessions.service.ts';

/** How somebody goes on: by which kind of session, begun with what. */
export interface Beginning {
  kind: SessionKind;
  device: string;
  /** The session with which they asked: it ends, so that a token that somebody else may know is worth nothing afterwards. */
  replaces: StoredSession | null;
}

export interface AccountWish {
  login: string;
  password: string;
  /** Whoever is a guest is called as before where nothing is said. */
  name?: string | undefined;
  role?: AccountRole;
  /** Only while nobody administers the server. */
  asFirst?: boolean;
  /** The code of an invitation that this uses. */
  invite?: string | undefined;
}

/** People with a login and a password. Nothing here knows of requests: the command line uses it too. */
@Injectable()
export class AccountsService {
  readonly #store: Store;
  readonly #sessions: SessionsService;
  readonly #passwords: Passwords;
  readonly #factor: SecondFactorService;

  constructor(store: Store, sessions: SessionsService, passwords: Passwords, factor: SecondFactorService) {
    this.#factor = factor;
    this.#store = store;
    this.#sessions = sessions;
    this.#passwords = passwords;
  }

  find(userId: string): Promise<StoredAccount | null> {
    return this.#store.read('account', userId);
  }

  findByLogin(login: string): Promise<StoredAccount | null> {
    return this.#store.read('accountByLogin', nameKeyOf(login));
  }

  /** A guest becomes a member and keeps id, rooms and messages; whoever comes without a session is somebody new. */
  async signUp(wish: AccountWish, beginning: Beginning): Promise<NewSession> {
    const { replaces } = beginning;
    if (replaces !== null && replaces.role !== 'guest') throw REFUSALS['has an account']();
    const { id, name } = replaces?.user ?? { id: newUserId(), name: wish.login };
    const [user, role] = [{ id, name: wish.name ?? name }, wish.role ?? 'member'];
    const made = this.#sessions.mint({ user, role }, beginning);
    await this.#create(wish, { user, role, session: made.session, replaces: hashOf(replaces) });
    this.#begin(made.session, replaces);
    this.#sessions.changed(user, role);
    return made;
  }

  /** Without a session: for whoever runs the server. */
  async create(wish: AccountWish & { name: string }): Promise<Author> {
    const user = { id: newUserId(), name: wish.name };
    await this.#create(wish, { user, role: wish.role ?? 'member', session: null, replaces: null });
    return user;
  }

  async #create(wish: AccountWish, rest: { user: Author; role: AccountRole; session: StoredSession | null; replaces: string | null }): Promise<void> {
    requireAnother(wish.password, wish.login);
    const password = await this.#passwords.hash(wish.password);
    const names = { login: wish.login, loginKey: nameKeyOf(wish.login), password, createdAt: Date.now(), asFirst: wish.asFirst ?? false, invite: wish.invite ?? null };
    const outcome = await this.#store.write('createAccount', { ...names, ...rest });
    if (outcome !== 'created') throw REFUSALS[outcome]();
  }

  /** Throws UNAUTHENTICATED in the same words and after the same time, whatever is wrong. */
  async signIn({ login, password, code }: { login: string; password: string; code?: string | undefined }, beginning: Beginning): Promise<NewSession> {
    const { account, isStale } = await this.#proved(login, password);
    await this.#factor.require(account.user.id, code);
    const made = this.#sessions.mint({ user: account.user, role: account.role }, beginning);
    const tooMany = await this.#store.write('signIn', { session: made.session, password: account.password, replaces: hashOf(beginning.replaces) });
    if (tooMany === null) throw NOT_SIGNED_IN();
    tooMany.forEach((tokenHash) => this.#sessions.over(tokenHash, 'revoked'));
    this.#begin(made.session, beginning.replaces);
    if (isStale) await this.#harden(account, password);
    return made;
  }

  async #proved(login: string, password: string): Promise<{ account: StoredAccount; isStale: boolean }> {
    const account = await this.findByLogin(login);
    const { isRight, isStale } = await this.#passwords.verify(password, account?.password ?? null);
    if (account === null || !isRight || account.isDeactivated) throw NOT_SIGNED_IN();
    return { account, isStale };
  }

  #begin(session: StoredSession, replaced: StoredSession | null): void {
    this.#sessions.keep(session);
    if (replaced !== null) this.#sessions.over(replaced.tokenHash, 'left');
  }

  /** All their other sessions end. Of two at the same time one wins, and the other's old password is not right any more. */
  async changePassword(session: StoredSession, wish: { current: string; password: string }): Promise<void> {
    const account = await this.requirePassword(session.user.id, wish.current);
    requireAnother(wish.password, account.login);
    const password = await this.#passwords.hash(wish.password);
    const ended = await this.#store.write('setPassword', { userId: session.user.id, password, from: account.password, keeps: session.tokenHash });
    if (ended === null) throw WRONG_PASSWORD();
    ended.forEach((tokenHash) => this.#sessions.over(tokenHash, 'revoked'));
  }

  /** For whoever runs the server: nobody proves anything, and all sessions end. */
  async resetPassword({ login, password: wanted }: { login: string; password: string }): Promise<void> {
    const account = await this.findByLogin(login);
    if (account === null) throw new ChatError('NOT_FOUND', 'login: nobody has this one.');
    requireAnother(wanted, account.login);
    const password = await this.#passwords.hash(wanted);
    const ended = await this.#store.write('setPassword', { userId: account.user.id, password, from: null, keeps: null });
    ended?.forEach((tokenHash) => this.#sessions.over(tokenHash, 'revoked'));
  }

  /** Whoever is signed in says who they are once more. Throws FORBIDDEN. */
  async requirePassword(userId: string, password: string): Promise<StoredAccount> {
    const account = await this.find(userId);
    const { isRight } = await this.#passwords.verify(password, account?.password ?? null);
    if (account === null || !isRight) throw WRONG_PASSWORD();
    return account;
  }

  async #harden({ user, password: from }: StoredAccount, password: string): Promise<void> {
    await this.#store.write('rehashPassword', { userId: user.id, from, password: await this.#passwords.hash(password) });
  }
}

const NOT_SIGNED_IN = () => new ChatError('UNAUTHENTICATED', 'Login or password is not right.');
const WRONG_PASSWORD = () => new ChatError('FORBIDDEN', 'The password is not right.');

const REFUSALS: Record<AccountRefusal, () => ChatError> = {
  'login taken': () => new ChatError('NAME_TAKEN', 'login: somebody has this one.'),
  'has an account': () => new ChatError('CONFLICT', 'You have an account already.'),
  'invitation over': () => new ChatError('NOT_FOUND', 'This invitation is over, or lets in guests only. Ask for a new one.'),
  'has an administrator': () => new ChatError('CONFLICT', 'This server has an administrator already.'),
};

function hashOf(session: StoredSession | null): string | null {
  return session?.tokenHash ?? null;
}

function requireAnother(password: string, login: string): void {
  if (nameKeyOf(password) === nameKeyOf(login)) throw new ChatError('INVALID', 'password: must not be the login.');
}
