import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { MeSynced } from '@contract/commands';
import type { Facts } from '@contract/facts';
import type { Author, Message } from '@contract/room-events';
import type { Draft, MyRoom, Room } from '@contract/room';
import { EMPTY, NEVER, type Observable, catchError, defer, firstValueFrom, skip, switchMap, tap, throttleTime } from 'rxjs';
import { newClientId } from '../api/client-id';
import { retryPassing } from '../api/retry-passing';
import { ChatSocket } from '../connection/chat-socket';
import { SessionStore } from '../connection/session-store';
import { RoomCache } from '../local/room-cache';
import { type Loudness, type OwnRooms, NO_ROOMS, counted, drafted, favoured, heard, joined, left, loud, recalled, said, seenUpTo, synced, unreadAfter } from './own-rooms';
import { titled } from './room-title';

const KEEP_EVERY_MS = 2_000;

/**
 * The reader's own rooms, the same in every tab and on every device: asked for once a connection, as what changed since,
 * and kept by `me:changed` in between. What is read here counts at once, before the server has heard of it.
 */
@Injectable({ providedIn: 'root' })
export class Memberships {
  readonly #socket = inject(ChatSocket);
  readonly #session = inject(SessionStore);
  readonly #cache = inject(RoomCache);
  readonly #state = signal<OwnRooms>(NO_ROOMS);
  #unanswered: { what: string; clientId: string } | null = null;
  /** Facts that came while the list was asked for: they may be newer than its answer. */
  #early: Facts['me:changed'][] | null = null;

  readonly #blocked = signal<readonly Author[]>([]);

  /** Whom the reader has blocked. */
  readonly blocked = this.#blocked.asReadonly();
  /** As the server has told, or as they were when this browser last knew them; null until one of both. */
  readonly rooms = computed(() => this.#state().rooms);
  readonly #current = signal(false);
  /** What the server has is known, and told as it changes. */
  readonly synced = this.#current.asReadonly();
  readonly loaded = computed(() => this.#state().rooms !== null);

  constructor() {
    this.#socket.online$.pipe(tap(() => this.#current.set(false)), switchMap((online) => (online ? this.#ask() : EMPTY)), takeUntilDestroyed()).subscribe();
    this.#socket.fact('me:changed').pipe(takeUntilDestroyed()).subscribe((fact) => this.#hear(fact));
    toObservable(this.#state).pipe(skip(1), throttleTime(KEEP_EVERY_MS, undefined, { leading: false, trailing: true }), takeUntilDestroyed()).subscribe(() => this.#keep());
    effect(() => {
      const user = this.#session.user();
      untracked(() => (user === null ? this.#state.set(NO_ROOMS) : void this.#recall(user)));
    });
  }

  /** By its id, or by the name in its address. */
  find(idOrSlug: string): MyRoom | undefined {
    return this.of(idOrSlug) ?? [...(this.rooms()?.values() ?? [])].find(({ room }) => room.slug === idOrSlug);
  }

  of(roomId: string): MyRoom | undefined {
    return this.rooms()?.get(roomId);
  }

  /** Fails with a `CommandError`. */
  async join(roomId: string): Promise<Room> {
    const { room } = await this.#once(`join ${roomId}`, (clientId) => this.#socket.command('room:join', { roomId, clientId }));
    this.joined(room);
    return room;
  }

  /** Fails with a `CommandError`. */
  async leave(roomId: string): Promise<void> {
    await this.#once(`leave ${roomId}`, (clientId) => this.#socket.command('room:leave', { roomId, clientId }));
    this.left(roomId);
  }

  /** The reader has just come in; the server tells the same in a moment. */
  joined(room: Room): void {
    this.#state.update((state) => joined(state, titled(room, this.#session.user()?.id)));
  }

  left(roomId: string): void {
    this.#state.update((state) => left(state, roomId));
  }

  /** How loud the room is, on all devices. Fails with a `CommandError`. */
  async setNotify(roomId: string, loudness: Loudness): Promise<void> {
    await firstValueFrom(this.#socket.command('room:notify', { roomId, ...loudness }));
    this.#state.update((state) => loud(state, roomId, loudness));
  }

  /** Whether the room stands on top of the list, on all devices. Fails with a `CommandError`. */
  async setFavourite(roomId: string, favourite: boolean): Promise<void> {
    await firstValueFrom(this.#socket.command('room:favourite', { roomId, favourite }));
    this.#state.update((state) => favoured(state, roomId, favourite));
  }

  /** What the reader has begun to write there, as the server has it now. */
  drafted(roomId: string, draft: Draft): void {
    this.#state.update((state) => drafted(state, roomId, draft));
  }

  /** Never moves back, as on the server. */
  seenUpTo(roomId: string, ordinal: number): void {
    this.#state.update((state) => seenUpTo(state, roomId, ordinal));
  }

  /** Moves back: what comes after it is unread again. */
  unreadAfter(roomId: string, ordinal: number): void {
    this.#state.update((state) => unreadAfter(state, roomId, ordinal));
  }

  counted(roomId: string, counts: Pick<MyRoom, 'unread' | 'mentions'>): void {
    this.#state.update((state) => counted(state, roomId, counts));
  }

  /** Said in a room that this connection hears: the server does not tell it again. */
  said(roomId: string, messages: readonly Message[]): void {
    const userId = this.#session.user()?.id;
    if (userId !== undefined) this.#state.update((state) => said(state, { roomId, userId, messages }));
  }

  /** With the same client id until it is answered: who tries again does not come or go twice. */
  async #once<T>(what: string, send: (clientId: string) => Observable<T>): Promise<T> {
    if (this.#unanswered?.what !== what) this.#unanswered = { what, clientId: newClientId() };
    const answer = await firstValueFrom(send(this.#unanswered.clientId));
    this.#unanswered = null;
    return answer;
  }

  async #recall(user: Author): Promise<void> {
    const copy = await this.#cache.rooms(user.id);
    if (copy !== null && this.#session.user()?.id === user.id) this.#state.update((state) => recalled(state, copy));
  }

  #keep(): void {
    const user = this.#session.user();
    const { version, rooms } = this.#state();
    if (user !== null && rooms !== null) void this.#cache.keepRooms(user.id, { version, rooms: [...rooms.values()] });
  }

  #ask(): Observable<unknown> {
    return defer(() => {
      this.#early = [];
      const { version } = this.#state();
      return this.#socket.command('me:sync', version === null ? {} : { since: version });
    }).pipe(
      tap((answer) => this.#synced(answer)),
      // The next connection asks anew.
      retryPassing({ offline: () => NEVER }),
      catchError(() => EMPTY),
    );
  }

  #synced(answer: MeSynced): void {
    this.#session.renamed(answer.me);
    const early = this.#early ?? [];
    this.#early = null;
    this.#blocked.set(answer.blocked);
    this.#state.update((state) => early.reduce(heard, synced(state, { ...answer, rooms: this.#titled(answer.rooms) })));
    this.#current.set(true);
  }

  #hear(fact: Facts['me:changed']): void {
    if (fact.me !== undefined) this.#session.renamed(fact.me);
    if (fact.blocked !== undefined) this.#blocked.set(fact.blocked);
    const told = { ...fact, rooms: this.#titled(fact.rooms) };
    if (this.#early !== null) this.#early.push(told);
    else this.#state.update((state) => heard(state, told));
  }

  #titled(rooms: readonly MyRoom[]): MyRoom[] {
    const userId = this.#session.user()?.id;
    return rooms.map((mine) => ({ ...mine, room: titled(mine.room, userId) }));
  }
}
