import { Component, DestroyRef, computed, effect, inject, input, signal } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { countOf } from '../i18n/time';
import { ChatSocket } from './chat-socket';

/** The one quiet line about the connection. */
@Component({
  selector: 'wt-connection-status',
  templateUrl: './connection-status.html',
  styleUrl: './connection-status.css',
})
export class ConnectionStatus {
  readonly #socket = inject(ChatSocket);
  /** Events that are known to exist and have not come yet. */
  readonly behind = input(0);
  /** Says nothing while all is well. */
  readonly quiet = input(false);

  /** Where there is no room for more than the state. */
  readonly brief = input(false);

  protected readonly connection = toSignal(this.#socket.connection$, { requireSync: true });
  protected readonly countOf = countOf;
  readonly #now = signal(Date.now());
  protected readonly secondsLeft = computed(() => {
    const connection = this.connection();
    return connection.state === 'offline' ? Math.max(0, Math.ceil((connection.nextTryAt - this.#now()) / 1_000)) : 0;
  });
  protected readonly restarting = computed(() => {
    const connection = this.connection();
    return connection.state === 'closing' || (connection.state === 'offline' && connection.restarting);
  });

  constructor() {
    let clock: ReturnType<typeof setInterval> | undefined;
    effect(() => {
      clearInterval(clock);
      this.#now.set(Date.now());
      if (this.connection().state === 'offline') clock = setInterval(() => this.#now.set(Date.now()), 1_000);
    });
    inject(DestroyRef).onDestroy(() => clearInterval(clock));
  }

  protected tryNow(): void {
    this.#socket.tryNow();
  }
}
