import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { MessageStored } from '@contract/commands';
import { BehaviorSubject, EMPTY, type Observable, Subject, catchError, concatMap, defer, filter, retry, switchMap, take, takeUntil, tap, throwError, timer } from 'rxjs';
import { ChatSocket } from '../chat-socket/chat-socket';
import { newClientId } from '../shared/client-id';
import { CommandError, isPassing } from '../shared/command-error';
import { type OutboxChange, type OutboxItem, changed, outstanding } from './outbox-items';
import { OutboxMemory } from './outbox-memory';
import { ConversationStore } from './conversation-store';
import { RoomKey } from './room-key';

const AGAIN_MS = 1_000;
const AGAIN_MOST_MS = 15_000;

/**
 * What the reader has written and the log does not have yet. One message is under way at a time, in the order of
 * writing. A message whose outcome is unknown is sent again with its clientId, which the server stores once.
 */
@Injectable()
export class Outbox {
  readonly #socket = inject(ChatSocket);
  readonly #log = inject(ConversationStore);
  readonly #userId = inject(RoomKey).user.id;
  readonly #items = signal<readonly OutboxItem[]>([]);
  readonly #queue = new Subject<string>();
  /** The room's id once this connection has joined it; nothing is sent before. */
  readonly #joined = new BehaviorSubject<string | null>(null);
  readonly #settled = new Subject<void>();
  #memory: OutboxMemory | null = null;

  readonly items = this.#items.asReadonly();

  constructor() {
    this.#queue.pipe(concatMap((clientId) => this.#deliver(clientId)), takeUntilDestroyed()).subscribe();
    inject(DestroyRef).onDestroy(() => this.#joined.complete());
  }

  /** Called with the room's id as soon as it is known: brings back what an earlier page left. */
  restore(roomId: string): void {
    if (this.#memory !== null) return;
    this.#memory = new OutboxMemory(this.#userId, roomId);
    const old = this.#memory.load();
    this.#items.update((items) => [...old, ...items]);
    for (const { clientId, state } of old) if (state === 'waiting') this.#queue.next(clientId);
  }

  joined(roomId: string | null): void {
    if (this.#joined.value !== roomId) this.#joined.next(roomId);
  }

  add(body: string): void {
    const item: OutboxItem = { clientId: newClientId(), body, at: Date.now(), state: 'waiting' };
    this.#items.update((items) => [...items, item]);
    this.#memory?.keep(item);
    this.#queue.next(item.clientId);
  }

  retry(clientId: string): void {
    if (this.#find(clientId)?.state !== 'failed') return;
    this.#change(clientId, { state: 'waiting' });
    this.#queue.next(clientId);
  }

  discard(clientId: string): void {
    this.#items.update((items) => items.filter((item) => item.clientId !== clientId));
    this.#memory?.drop(clientId);
  }

  /** The log has got further: what it holds is done here. */
  settle(arrived: ReadonlySet<string>, last: number): void {
    const before = this.#items();
    const left = outstanding(before, arrived, last);
    if (left === before) return;
    this.#items.set(left);
    for (const item of before) if (!left.includes(item)) this.#memory?.drop(item.clientId);
    this.#settled.next();
  }

  /** Ends when the server has said yes or no for good, or when there is nothing left to say. */
  #deliver(clientId: string): Observable<unknown> {
    return defer(() => {
      const item = this.#find(clientId);
      if (item === undefined || item.state === 'stored') return EMPTY;
      if (this.#joined.value === null) this.#change(clientId, { state: 'waiting', reason: 'OFFLINE' });
      return this.#joined.pipe(
        filter((roomId) => roomId !== null),
        take(1),
        switchMap((roomId) => this.#send(roomId, clientId)),
      );
    }).pipe(
      tap((stored) => this.#acknowledged(clientId, stored)),
      retry({ delay: (error: unknown, count) => this.#later(clientId, CommandError.from(error), count) }),
      catchError((error: unknown) => {
        this.#change(clientId, { state: 'failed', reason: CommandError.from(error).code });
        return EMPTY;
      }),
      // Its event says the same as an ack, which then need not be waited for.
      takeUntil(this.#settled.pipe(filter(() => this.#find(clientId) === undefined))),
    );
  }

  #send(roomId: string, clientId: string): Observable<MessageStored> {
    const item = this.#find(clientId);
    if (item === undefined) return EMPTY;
    this.#change(clientId, { state: 'sending' });
    return this.#socket.command('message:send', { roomId, clientId, body: item.body });
  }

  /** A repeated one may have been in the log for long. */
  #acknowledged(clientId: string, stored: MessageStored): void {
    this.#change(clientId, { state: 'stored', stored });
    this.settle(new Set(), this.#log.state().last);
  }

  #later(clientId: string, error: CommandError, count: number): Observable<unknown> {
    if (!isPassing(error.code)) return throwError(() => error);
    this.#change(clientId, { state: 'waiting', reason: error.code });
    return timer(error.retryAfterMs ?? Math.min(AGAIN_MOST_MS, AGAIN_MS * count));
  }

  #find(clientId: string): OutboxItem | undefined {
    return this.#items().find((item) => item.clientId === clientId);
  }

  #change(clientId: string, change: OutboxChange): void {
    this.#items.update((items) => changed(items, clientId, change));
    const item = this.#find(clientId);
    if (item !== undefined && item.state !== 'sending') this.#memory?.keep(item);
  }
}
