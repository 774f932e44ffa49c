import { Injectable, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { BehaviorSubject, EMPTY, type Observable, Subject, catchError, concatMap, defer, filter, map, of, switchMap, take, takeUntil, tap } from 'rxjs';
import { ChatSocket } from '../../connection/chat-socket';
import { CommandError } from '../../api/command-error';
import { retryPassing } from '../../api/retry-passing';
import { ConversationStore } from '../timeline/conversation-store';
import { type Letter, type OutboxItem, type Stored, outstanding } from './outbox-items';
import { OutboxPersistence } from './outbox-persistence';
import { OutboxStore } from './outbox-store';

/** A room that this connection has joined. */
interface JoinedRoom {
  roomId: string;
  epoch: string;
}

/**
 * Sends what the reader has written or changed until the log has it. One is under way at a time, in the order of
 * writing. What has an unknown outcome is sent again with its clientId, which the server stores once.
 */
@Injectable()
export class Outbox {
  readonly #socket = inject(ChatSocket);
  readonly #log = inject(ConversationStore);
  readonly #store = inject(OutboxStore);
  /** One for every message to send: each takes the first that waits when it comes. */
  readonly #turns = new Subject<void>();
  readonly #connection = new Subject<JoinedRoom | null>();
  /** Nothing is sent before the room was joined and the shelf was read: what it holds is older. */
  readonly #ready = new BehaviorSubject<string | null>(null);
  #epoch: string | null = null;

  readonly #lasting = inject(OutboxPersistence).lasting;

  readonly items = this.#store.items;
  /** Something waits, and the browser keeps nothing over the end of the page. */
  readonly losing = computed(() => !this.#lasting() && this.items().some(({ reason }) => reason !== undefined));

  constructor() {
    this.#turns.pipe(concatMap(() => this.#deliverNext()), takeUntilDestroyed()).subscribe();
    this.#connection.pipe(switchMap((room) => this.#prepare(room)), takeUntilDestroyed()).subscribe(this.#ready);
  }

  /** Called with the room's id as soon as it is known: shows what an earlier page left, connected or not. */
  restore(roomId: string): void {
    this.#store.bindRoom(roomId);
    void this.#adopt();
  }

  joined(room: JoinedRoom): void {
    this.#connection.next(room);
  }

  lost(): void {
    this.#connection.next(null);
    this.#store.connected(false);
  }

  /** False, and nothing happened, where too much waits already. */
  add(letter: Letter): boolean {
    const added = this.#store.add(letter, this.#ready.value !== null);
    if (added) this.#turns.next();
    return added;
  }

  retry(clientId: string): void {
    if (this.#store.find(clientId)?.state !== 'failed') return;
    this.#store.change(clientId, { state: 'waiting' });
    this.#store.keep(clientId);
    this.#turns.next();
  }

  discard(clientId: string): void {
    this.#store.discard(clientId);
  }

  /** The log has got further: what it holds is done here. */
  settle(arrived: ReadonlySet<string>, last: number): void {
    const left = new Set(outstanding(this.items(), arrived, last));
    this.#store.done(this.items().filter((item) => !left.has(item)).map(({ clientId }) => clientId));
  }

  #prepare(room: JoinedRoom | null): Observable<string | null> {
    if (room === null) return of(null);
    return defer(() => this.#adopt()).pipe(
      tap(() => this.#begin(room)),
      map(() => room.roomId),
    );
  }

  #begin({ epoch }: JoinedRoom): void {
    if (this.#epoch !== null && this.#epoch !== epoch) this.#turn(this.#store.forgetStored());
    this.#epoch = epoch;
    this.#store.connected(true);
  }

  async #adopt(): Promise<void> {
    this.#turn(await this.#store.adopt());
  }

  #turn(times: number): void {
    for (let count = 0; count < times; count += 1) this.#turns.next();
  }

  #deliverNext(): Observable<unknown> {
    return this.#whenReady().pipe(
      switchMap(() => {
        const next = this.items().find(({ state }) => state === 'waiting');
        return next === undefined ? EMPTY : this.#deliver(next.clientId);
      }),
    );
  }

  /** Ends when the server has said yes or no for good, or when there is nothing left to say. */
  #deliver(clientId: string): Observable<unknown> {
    return this.#whenReady().pipe(
      switchMap((roomId) => this.#send(roomId, clientId)),
      tap((stored) => this.#acknowledged(clientId, stored)),
      retryPassing({ waiting: ({ code, wait }) => this.#store.change(clientId, { state: 'waiting', reason: code, wait }) }),
      catchError((error: unknown) => this.#fail(clientId, CommandError.from(error))),
      // Its event says the same as an ack, which then need not be waited for.
      takeUntil(this.#store.gone$.pipe(filter(() => this.#store.find(clientId) === undefined))),
    );
  }

  #whenReady(): Observable<string> {
    return this.#ready.pipe(
      filter((roomId) => roomId !== null),
      take(1),
    );
  }

  #send(roomId: string, clientId: string): Observable<Stored> {
    const item = this.#store.find(clientId);
    if (item === undefined) return EMPTY;
    this.#store.change(clientId, { state: 'sending' });
    return this.#command({ roomId, clientId }, item);
  }

  #command(place: { roomId: string; clientId: string }, { body, replyTo, change }: OutboxItem): Observable<Stored> {
    switch (change?.type) {
      case undefined:
        return this.#socket.command('message:send', { ...place, body, ...(replyTo !== undefined && { replyTo }) });
      case 'edit':
        return this.#socket.command('message:edit', { ...place, id: change.id, body });
      case 'delete':
        return this.#socket.command('message:delete', { ...place, id: change.id });
      case 'pin':
        return this.#socket.command('message:pin', { ...place, id: change.id, on: change.on });
      case 'reaction':
        return this.#socket.command('reaction:set', { ...place, id: change.id, emoji: change.emoji, on: change.on });
    }
  }

  /** A repeated one may have been in the log for long. */
  #acknowledged(clientId: string, stored: Stored): void {
    this.#store.change(clientId, { state: 'stored', stored });
    this.#store.drop(clientId);
    this.settle(new Set(), this.#log.state().last);
  }

  #fail(clientId: string, { code }: CommandError): Observable<never> {
    this.#store.change(clientId, { state: 'failed', reason: code });
    this.#store.keep(clientId);
    return EMPTY;
  }
}
