import { Injectable, computed, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { map, of, startWith, switchMap, timer } from 'rxjs';
import { ChatSocket } from './chat-socket';
import type { Connection } from './connection';

const SECOND_MS = 1_000;

const WORDS: Record<Exclude<Connection['state'], 'offline'>, () => string> = {
  closed: () => $localize`:@@connection.connecting:connecting`,
  connecting: () => $localize`:@@connection.connecting:connecting`,
  online: () => $localize`:@@connection.online:online`,
  closing: () => $localize`:@@connection.restarts:server restarts`,
};

/** How the connection is, in words, and with one clock for all that show it. */
@Injectable({ providedIn: 'root' })
export class ConnectionWords {
  readonly #socket = inject(ChatSocket);

  readonly connection = toSignal(this.#socket.connection$, { requireSync: true });
  readonly words = computed(() => wordsFor(this.connection()));
  /** Until the next try; 0 where none is waited for. */
  readonly secondsLeft = toSignal(this.#socket.connection$.pipe(switchMap((connection) => secondsLeft(connection))), { requireSync: true });
}

function wordsFor(connection: Connection): string {
  if (connection.state !== 'offline') return WORDS[connection.state]();
  return connection.restarting ? WORDS.closing() : $localize`:@@connection.offline:offline`;
}

function secondsLeft(connection: Connection) {
  if (connection.state !== 'offline') return of(0);
  const left = (): number => Math.max(0, Math.ceil((connection.nextTryAt - Date.now()) / SECOND_MS));
  return timer(SECOND_MS, SECOND_MS).pipe(map(left), startWith(left()));
}
