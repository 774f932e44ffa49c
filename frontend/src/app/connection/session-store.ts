import { Injectable, computed, inject, signal } from '@angular/core';
import type { Author } from '@contract/room-events';
import type { CreateSession, SessionView } from '@contract/rest';
import { EMPTY, type Observable, Subject, catchError, defer, exhaustMap, merge, startWith, switchMap, tap } from 'rxjs';
import { isSessionView } from '../api/answers';
import { ApiClient } from '../api/api-client';
import { CommandError, type FailureCode } from '../api/command-error';
import { retryPassing } from '../api/retry-passing';
import { forget, remember, rememberedKeys } from '../local/local-storage';
import { ChatSocket } from './chat-socket';

/** `again`: it is tried again without being asked to. */
export interface Trouble {
  code: FailureCode;
  again: boolean;
}

type SessionState =
  | { status: 'checking'; trouble: Trouble | null }
  | { status: 'out'; ended: boolean }
  | { status: 'in'; user: Author };

const ADDRESS = '/api/session';

@Injectable({ providedIn: 'root' })
export class SessionStore {
  readonly #rest = inject(ApiClient);
  readonly #socket = inject(ChatSocket);
  readonly #state = signal<SessionState>({ status: 'checking', trouble: null });
  readonly #again = new Subject<void>();
  readonly #left = new Subject<Author>();

  readonly state = this.#state.asReadonly();
  /** Who has signed out: what they left on this device is to be forgotten. */
  readonly left$ = this.#left.asObservable();
  readonly user = computed(() => {
    const state = this.#state();
    return state.status === 'in' ? state.user : null;
  });

  constructor() {
    this.#rest.unauthenticated$.subscribe(() => this.#end(this.user() !== null));
    const refused$ = this.#socket.refused$.pipe(
      exhaustMap(() => this.#look().pipe(retryPassing(), tap(() => this.#socket.openLater()), catchError(() => EMPTY))),
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
  async enter(name: string): Promise<void> {
    const wish: CreateSession = { name, kind: 'cookie' };
    const { user } = await this.#rest.post(ADDRESS, wish, isSessionView);
    remember('name', user.name);
    this.#begin(user);
  }

  async leave(): Promise<void> {
    const user = this.user();
    await this.#rest.delete(ADDRESS).catch(forgiveEnded);
    for (const key of rememberedKeys('draft.')) forget(key);
    if (user !== null) this.#left.next(user);
    this.#end(false);
  }

  #check(): Observable<unknown> {
    this.#state.set({ status: 'checking', trouble: null });
    return defer(() => this.#rest.get(ADDRESS, isSessionView)).pipe(
      tap(({ user }) => this.#begin(user)),
      retryPassing({ waiting: ({ code }) => this.#state.set({ status: 'checking', trouble: { code, again: true } }) }),
      catchError((error: unknown) => {
        const { code } = CommandError.from(error);
        if (code !== 'UNAUTHENTICATED') this.#state.set({ status: 'checking', trouble: { code, again: false } });
        return EMPTY;
      }),
    );
  }

  /** Why the socket is not let in, or does not come through, only REST can say; a failure tells itself to whom it concerns. */
  #look(): Observable<SessionView> {
    return defer(() => this.#rest.get(ADDRESS, isSessionView));
  }

  #begin(user: Author): void {
    this.#state.set({ status: 'in', user });
    this.#socket.open();
  }

  #end(ended: boolean): void {
    this.#socket.close();
    this.#state.set({ status: 'out', ended });
  }
}

function forgiveEnded(error: unknown): void {
  if (CommandError.from(error).code !== 'UNAUTHENTICATED') throw error;
}
