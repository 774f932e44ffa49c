import { DestroyRef, Injectable, InjectionToken, inject } from '@angular/core';
import type { Ack } from '@contract/ack';
import type { CommandName, Commands } from '@contract/commands';
import { ERROR_CODES, type ErrorCode, type Failure } from '@contract/errors';
import type { FactName, Facts } from '@contract/facts';
import type { ClientToServerEvents, ServerToClientEvents } from '@contract/socket';
import { BehaviorSubject, Observable, Subject, distinctUntilChanged, map } from 'rxjs';
import { type Socket, io } from 'socket.io-client';
import { CommandError } from '../api/command-error';
import { backoffMs, returnMs } from '../api/backoff';
import type { Connection } from './connection';

export interface ChatSocketOptions {
  url: string;
  ackTimeoutMs: number;
  /** From the first byte to the server's welcome; what takes longer hangs. */
  connectTimeoutMs: number;
  /** Handed to the handshake, for programs and tests; pages come with their cookie. */
  auth?: { token: string };
}

export const CHAT_SOCKET_OPTIONS = new InjectionToken<ChatSocketOptions>('CHAT_SOCKET_OPTIONS', {
  providedIn: 'root',
  factory: () => ({ url: '/', ackTimeoutMs: 10_000, connectTimeoutMs: 10_000 }),
});

const WEBSOCKET_FIRST = ['websocket', 'polling'];
const POLLING_FIRST = ['polling', 'websocket'];
/** A server that accepts and drops at once must not be asked several times a second for ever. */
const STEADY_MS = 5_000;

/**
 * The one socket of the page. Reconnecting is done here and not by socket.io: its delay has no jitter at the cap,
 * nobody could say when the next try is, and it changes the transport only after an error. Some proxies swallow the
 * request for a WebSocket without one; so after a try that hung, the next begins with polling and upgrades from there.
 */
@Injectable({ providedIn: 'root' })
export class ChatSocket {
  readonly #options = inject(CHAT_SOCKET_OPTIONS);
  readonly #socket = this.#createSocket();
  readonly #connection = new BehaviorSubject<Connection>({ state: 'closed' });
  readonly #refused = new Subject<void>();
  readonly #unexplained = new Subject<void>();
  #wanted = false;
  #userId: string | undefined;
  #attempt = 0;
  #returnAfterMs: number | null = null;
  #cameAt: number | null = null;
  #transports = WEBSOCKET_FIRST;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;

  readonly connection$: Observable<Connection> = this.#connection.asObservable();
  /** True from a handshake until the connection is lost; each true is a new connection that has joined no room. */
  readonly online$ = this.#connection.pipe(
    map(({ state }) => state === 'online'),
    distinctUntilChanged(),
  );
  /** The server does not know this page as who it believes to be, and it does not try again by itself. */
  readonly refused$ = this.#refused.asObservable();
  /** More than one try has failed without a word of the server: something else may stand in its place. */
  readonly unexplained$ = this.#unexplained.asObservable();

  constructor() {
    // A try has one deadline, which is ours, and it covers the handshake of the namespace as well.
    this.#socket.io.timeout(false);
    this.#socket.on('connect', () => this.#came());
    this.#socket.on('disconnect', () => this.#lost());
    this.#socket.on('connect_error', (error) => this.#failed(error));
    this.#socket.on('server:closing', ({ reconnectAfterMs }) => this.#closing(reconnectAfterMs));
    const sooner = (): void => this.tryNow();
    addEventListener('online', sooner);
    inject(DestroyRef).onDestroy(() => {
      removeEventListener('online', sooner);
      this.close();
    });
  }

  /** As whom this page believes to come; the server refuses a session of somebody else. */
  open(userId?: string): void {
    this.#userId = userId;
    if (this.#wanted) return;
    this.#wanted = true;
    this.#attempt = 0;
    this.#connect();
  }

  /** As after a failed try: the server has refused this page, and may do so again. */
  openLater(): void {
    this.#wanted = true;
    this.#lost();
  }

  close(): void {
    this.#wanted = false;
    this.#clearTimers();
    this.#socket.disconnect();
    this.#connection.next({ state: 'closed' });
  }

  /** Does not wait for the next try. */
  tryNow(): void {
    if (this.#wanted && this.#connection.value.state === 'offline') this.#connect();
  }

  fact<Name extends FactName>(name: Name): Observable<Facts[Name]> {
    return new Observable((subscriber) => {
      const tell = (fact: Facts[Name]): void => subscriber.next(fact);
      // The typed emitter cannot follow a name that is generic; the signature above can.
      this.#socket.on(name, tell as never);
      return () => this.#socket.off(name, tell as never);
    });
  }

  /** Emits the data of the ack once, or fails with a `CommandError`. Sends when subscribed to. */
  command<Name extends CommandName>(name: Name, payload: Commands[Name]['payload']): Observable<Commands[Name]['data']> {
    return new Observable((subscriber) => {
      if (!this.#socket.connected) {
        subscriber.error(new CommandError('OFFLINE', 'not connected'));
        return;
      }
      const answered = (lost: Error | null, ack?: Ack<Commands[Name]['data']>): void => {
        if (lost !== null || ack === undefined) subscriber.error(new CommandError('NO_ANSWER', lost?.message ?? 'empty answer'));
        else if (!ack.ok) subscriber.error(this.#failureOf(ack));
        else {
          subscriber.next(ack.data);
          subscriber.complete();
        }
      };
      this.#socket.timeout(this.#options.ackTimeoutMs).emit(name, ...([payload, answered] as never));
    });
  }

  #failureOf(failure: Failure): CommandError {
    if (failure.code === 'UNAUTHENTICATED') this.#refuse();
    return CommandError.of(failure);
  }

  #createSocket(): Socket<ServerToClientEvents, ClientToServerEvents> {
    const { url, auth } = this.#options;
    return io(url, {
      auth: (tell) => tell({ ...auth, ...(this.#userId === undefined ? {} : { userId: this.#userId }) }),
      autoConnect: false,
      reconnection: false,
      tryAllTransports: true,
      forceNew: true,
    });
  }

  #connect(): void {
    this.#clearTimers();
    this.#connection.next({ state: 'connecting' });
    this.#socket.io.opts.transports = this.#transports;
    this.#deadline = setTimeout(() => this.#hung(), this.#options.connectTimeoutMs);
    this.#socket.connect();
  }

  #hung(): void {
    this.#transports = POLLING_FIRST;
    this.#socket.disconnect();
    this.#failed(new Error('no welcome in time'));
  }

  #came(): void {
    this.#clearTimers();
    // Where a WebSocket comes through, the next connection may begin with one.
    this.#socket.io.engine.once('upgrade', () => (this.#transports = WEBSOCKET_FIRST));
    this.#cameAt = performance.now();
    this.#returnAfterMs = null;
    this.#connection.next({ state: 'online' });
  }

  #closing(reconnectAfterMs: number): void {
    this.#returnAfterMs = reconnectAfterMs;
    this.#connection.next({ state: 'closing' });
  }

  #failed(error: Error): void {
    const code = refusalOf(error);
    if (code === 'UNAUTHENTICATED') return this.#refuse();
    if (code === undefined && this.#attempt > 0) this.#unexplained.next();
    this.#lost();
  }

  #refuse(): void {
    this.close();
    this.#refused.next();
  }

  #lost(): void {
    if (!this.#wanted) return;
    this.#clearTimers();
    const restarting = this.#returnAfterMs !== null;
    const delayMs = this.#nextDelayMs();
    this.#connection.next({ state: 'offline', restarting, nextTryAt: Date.now() + delayMs });
    this.#retry = setTimeout(() => this.#connect(), delayMs);
  }

  #clearTimers(): void {
    clearTimeout(this.#retry);
    clearTimeout(this.#deadline);
  }

  /** What the server announced counts once; a connection that never held does not begin the count anew. */
  #nextDelayMs(): number {
    const held = this.#cameAt !== null && performance.now() - this.#cameAt >= STEADY_MS;
    const announcedMs = this.#cameAt !== null && this.#returnAfterMs !== null ? returnMs(this.#returnAfterMs) : 0;
    if (held) this.#attempt = 0;
    this.#cameAt = null;
    return announcedMs + backoffMs(this.#attempt++);
  }
}

/** A refused handshake carries `data: { code, message }`; a server out of reach carries nothing. */
function refusalOf(error: Error): ErrorCode | undefined {
  const data: unknown = 'data' in error ? error.data : undefined;
  const code: unknown = typeof data === 'object' && data !== null && 'code' in data ? data.code : undefined;
  return ERROR_CODES.find((known) => known === code);
}
