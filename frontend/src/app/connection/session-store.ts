import { Injectable, computed, inject, signal } from '@angular/core';
import type { Author } from '@contract/room-events';
import type { CreateSession, SessionView } from '@contract/rest';
import { Subject } from 'rxjs';
import { ChatSocket } from './chat-socket';
import { CommandError } from '../api/command-error';
import { forget, remember, rememberedKeys } from '../local/local-storage';
import { ApiClient } from '../api/api-client';

type SessionState =
  | { status: 'checking'; unreachable: boolean }
  | { status: 'out'; ended: boolean }
  | { status: 'in'; user: Author };

const CHECK_AGAIN_MS = 3_000;

@Injectable({ providedIn: 'root' })
export class SessionStore {
  readonly #rest = inject(ApiClient);
  readonly #socket = inject(ChatSocket);
  readonly #state = signal<SessionState>({ status: 'checking', unreachable: false });

  readonly #left = new Subject<Author>();

  readonly state = this.#state.asReadonly();
  /** Who has signed out: what they left on this device is to be forgotten. */
  readonly left$ = this.#left.asObservable();
  readonly user = computed(() => {
    const state = this.#state();
    return state.status === 'in' ? state.user : null;
  });

  constructor() {
    this.#socket.refused$.subscribe(() => this.#end(true));
    void this.#check();
  }

  /** Fails with a `CommandError`, for the sign-in page to explain. */
  async enter(name: string): Promise<void> {
    const wish: CreateSession = { name, kind: 'cookie' };
    const { user } = await this.#rest.post<SessionView>('/api/session', wish);
    remember('name', user.name);
    this.#begin(user);
  }

  async leave(): Promise<void> {
    await this.#rest.delete('/api/session').catch(forgiveEnded);
    for (const key of rememberedKeys('draft.')) forget(key);
    const user = this.user();
    if (user !== null) this.#left.next(user);
    this.#end(false);
  }

  /** The server said that it does not know this page any more. */
  ended(): void {
    if (this.#state().status === 'in') this.#end(true);
  }

  async #check(): Promise<void> {
    try {
      const { user } = await this.#rest.get<SessionView>('/api/session');
      this.#begin(user);
    } catch (error) {
      this.#notIn(CommandError.from(error));
    }
  }

  #notIn({ code }: CommandError): void {
    if (code === 'UNAUTHENTICATED') return this.#state.set({ status: 'out', ended: false });
    this.#state.set({ status: 'checking', unreachable: true });
    setTimeout(() => void this.#check(), CHECK_AGAIN_MS);
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
