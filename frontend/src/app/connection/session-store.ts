import { Injectable, computed, inject, signal } from '@angular/core';
import type { Author } from '@contract/room-events';
import type { CreateSession, SessionView } from '@contract/rest';
import { EMPTY, type Observable, Subject, catchError, defer, exhaustMap, merge, startWith, switchMap, tap } from 'rxjs';
import { isSessionView } from '../api/answers';
import { ApiClient } from '../api/api-client';
import { CommandError, type FailureCode } from '../api/command-error';
import { retryPassing } from '../api/retry-passing';
import { forgetDrafts } from '../local/drafts';
import { forget, recall, remember } from '../local/local-storage';
import { RoomCache } from '../local/room-cache';
import { ChatSocket } from './chat-socket';
import { SessionTabs } from './session-tabs';

/** `again`: it is tried again without being asked to. */
export interface Trouble {
  code: FailureCode;
  again: boolean;
}

/**
 * `changed`: the browser has become somebody else, in another tab. What is on this page is still the first one's, and
 * it neither sends nor hears any more until it is loaded anew.
 */
type SessionState =
  | { status: 'checking'; trouble: Trouble | null }
  | { status: 'out'; ended: boolean }
  | { status: 'in'; user: Author }
  | { status: 'changed'; user: Author; now: Author };

const ADDRESS = '/api/session';
/** Who was here last: without a server the page is theirs, as far as this browser has kept it. */
const LAST_USER = 'user';

@Injectable({ providedIn: 'root' })
export class SessionStore {
  readonly #rest = inject(ApiClient);
  readonly #socket = inject(ChatSocket);
  readonly #tabs = inject(SessionTabs);
  readonly #cache = inject(RoomCache);
  readonly #state = signal<SessionState>({ status: 'checking', trouble: null });
  readonly #again = new Subject<void>();
  readonly #left = new Subject<Author>();

  readonly state = this.#state.asReadonly();
  /** Who has signed out: what they left on this device is to be forgotten. */
  readonly left$ = this.#left.asObservable();
  /** Whose page this is. */
  readonly user = computed(() => {
    const state = this.#state();
    return 'user' in state ? state.user : null;
  });

  constructor() {
    this.#rest.unauthenticated$.subscribe(() => this.#hear(null));
    this.#tabs.told$.subscribe((user) => this.#hear(user));
    const refused$ = this.#socket.refused$.pipe(
      exhaustMap(() => this.#look().pipe(retryPassing(), tap(() => this.#openLater()), catchError(() => EMPTY))),
    );
    const unexplained$ = this.#socket.unexplained$.pipe(exhaustMap(() => this.#look().pipe(catchError(() => EMPTY))));
    merge(refused$, unexplained$).subscribe();
    this.#again
      .pipe(
        startWith(undefined),
        switchMap(() => this.#check()),
      )
      .subscribe();
  }

  checkAgain(): void {
    this.#again.next();
  }

  /** Fails with a `CommandError`, for the sign-in page to explain. */
  async enter(name: string, invite?: string): Promise<void> {
    const wish: CreateSession = { name, kind: 'cookie', ...(invite !== undefined && { invite }) };
    const { user } = await this.become(wish);
    remember('name', user.name);
  }

  /** Whoever signs in or up: the answer sets the cookie. Fails with a `CommandError`. */
  async become(wish: object, address = ADDRESS): Promise<SessionView> {
    const answer = await this.#rest.post(address, wish, isSessionView);
    this.#begin(answer.user);
    this.#tabs.tell(answer.user);
    return answer;
  }

  async leave(): Promise<void> {
    const user = this.user();
    await this.#rest.delete(ADDRESS).catch(forgiveEnded);
    if (user !== null) this.#left.next(user);
    this.#end(false);
    this.#tabs.tell(null);
  }

  /** How the server calls the reader now. */
  renamed(user: Author): void {
    const state = this.#state();
    if (state.status !== 'in' || state.user.id !== user.id || state.user.name === user.name) return;
    remember(LAST_USER, JSON.stringify(user));
    remember('name', user.name);
    this.#state.set({ status: 'in', user });
  }

  #check(): Observable<unknown> {
    this.#state.set({ status: 'checking', trouble: null });
    return defer(() => this.#rest.get(ADDRESS, isSessionView)).pipe(
      tap(({ user }) => (this.user() === null ? this.#begin(user) : this.#hear(user))),
      retryPassing({ waiting: ({ code }) => this.#wait(code) }),
      catchError((error: unknown) => {
        const { code } = CommandError.from(error);
        if (code !== 'UNAUTHENTICATED') this.#state.set({ status: 'checking', trouble: { code, again: false } });
        return EMPTY;
      }),
    );
  }

  #wait(code: FailureCode): void {
    if (this.#state().status === 'in') return;
    const last = code === 'OFFLINE' ? lastUser() : null;
    if (last !== null) this.#begin(last);
    else this.#state.set({ status: 'checking', trouble: { code, again: true } });
  }

  /** Why the socket is not let in, or does not come through, only REST can say; a failure tells itself to whom it concerns. */
  #look(): Observable<SessionView> {
    return defer(() => this.#rest.get(ADDRESS, isSessionView)).pipe(tap(({ user }) => this.#hear(user)));
  }

  /** Who the browser is now. */
  #hear(now: Author | null): void {
    const { status } = this.#state();
    const user = this.user();
    if (status === 'changed' || now?.id === user?.id) return this.#stayOut();
    if (now === null) this.#end(true);
    else if (user === null) this.checkAgain();
    else this.#change(user, now);
  }

  /** Whoever was never in has not been put out. */
  #stayOut(): void {
    if (this.#state().status === 'checking') this.#state.set({ status: 'out', ended: false });
  }

  #openLater(): void {
    if (this.#state().status === 'in') this.#socket.openLater();
  }

  #begin(user: Author): void {
    remember(LAST_USER, JSON.stringify(user));
    this.#state.set({ status: 'in', user });
    this.#socket.open(user.id);
  }

  #change(user: Author, now: Author): void {
    this.#socket.close();
    this.#state.set({ status: 'changed', user, now });
  }

  /** Whoever comes next on this browser may be somebody else. */
  #end(ended: boolean): void {
    const user = this.user();
    forget(LAST_USER);
    if (user !== null) {
      forgetDrafts(user.id);
      void this.#cache.forget(user.id);
    }
    this.#socket.close();
    this.#state.set({ status: 'out', ended });
  }
}

function forgiveEnded(error: unknown): void {
  if (CommandError.from(error).code !== 'UNAUTHENTICATED') throw error;
}

function lastUser(): Author | null {
  try {
    const { id, name } = JSON.parse(recall(LAST_USER) ?? '') as Partial<Author>;
    return typeof id === 'string' && typeof name === 'string' ? { id, name } : null;
  } catch {
    return null;
  }
}
