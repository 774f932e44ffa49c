import { DOCUMENT, DestroyRef, Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed, toObservable, toSignal } from '@angular/core/rxjs-interop';
import { LIMITS } from '@contract/limits';
import type { Facts } from '@contract/facts';
import type { Room } from '@contract/room';
import { EMPTY, type Observable, Subject, catchError, combineLatest, debounceTime, defer, distinctUntilChanged, filter, finalize, map, merge, of, skip, startWith, switchMap, tap } from 'rxjs';
import { ApiClient } from '../api/api-client';
import { isRooms } from '../api/answers';
import { CommandError, type FailureCode } from '../api/command-error';
import { retryPassing } from '../api/retry-passing';
import { ChatSocket } from '../connection/chat-socket';
import { SessionStore } from '../connection/session-store';
import { matches } from './room-entries';

/** Rooms of a page of the list. */
const PAGE = 50;
const TYPING_MS = 150;

interface Listed {
  /** What was looked for. */
  find: string;
  rooms: readonly Room[];
  /** The last room of the last page, where the server has more: rooms that were heard of stand behind it. */
  last: string | null;
}

/**
 * The rooms that everybody may come into and the reader is not in: searched and paged by the server, and followed by facts
 * only while somebody looks at the list.
 */
@Injectable({ providedIn: 'root' })
export class RoomDirectory {
  readonly #rest = inject(ApiClient);
  readonly #socket = inject(ChatSocket);
  readonly #session = inject(SessionStore);
  readonly #listed = signal<Listed | null>(null);
  readonly #problem = signal<FailureCode | null>(null);
  readonly #loading = signal(false);
  /** What is looked for may be another thing in a moment. */
  readonly #typing = signal(false);
  readonly #again = new Subject<void>();
  /** Facts that came while the list was asked for: they may be newer than its answer. */
  #early: Facts['rooms:changed'][] = [];
  readonly #shown = signal(false);
  readonly #visible = visibility();

  readonly find = signal('');
  readonly rooms = computed(() => this.#listed()?.rooms ?? []);
  readonly loaded = computed(() => this.#listed() !== null);
  /** Nothing while something else is looked for: a page that is asked for now would be lost with the list. */
  readonly more = computed(() => !this.#typing() && !this.#loading() && this.#listed()?.find === this.find().trim() && (this.#listed()?.last ?? null) !== null);
  readonly problem = this.#problem.asReadonly();

  constructor() {
    const looking$ = toObservable(computed(() => this.#shown() && this.#visible())).pipe(distinctUntilChanged());
    const typed$ = toObservable(this.find).pipe(
      map((find) => find.trim()),
      tap(() => this.#typing.set(true)),
      debounceTime(TYPING_MS),
      tap(() => this.#typing.set(false)),
      distinctUntilChanged(),
      skip(1),
    );
    const followed$ = combineLatest([this.#socket.online$, looking$]).pipe(switchMap(([online, looking]) => (online ? this.#watch(looking) : EMPTY)));
    merge(followed$.pipe(filter((looking) => looking || !this.loaded())), this.#again, typed$)
      .pipe(
        switchMap(() => this.#load()),
        takeUntilDestroyed(),
      )
      .subscribe();
    this.#socket.fact('rooms:changed').pipe(takeUntilDestroyed()).subscribe((fact) => this.#hear(fact));
    effect(() => {
      if (this.#session.user() === null) untracked(() => this.#forget());
    });
  }

  /** Whether the list is on the screen. */
  show(shown: boolean): void {
    this.#shown.set(shown);
  }

  /** Besides the list, which shows what it showed. */
  search(find: string): Promise<Room[]> {
    return this.#rest.get(pathOf(find, null), isRooms);
  }

  loadAgain(): void {
    this.#again.next();
  }

  async loadMore(): Promise<void> {
    const last = this.#listed()?.last ?? null;
    const find = this.find().trim();
    if (last === null || !this.more()) return;
    try {
      const rooms = await this.#rest.get(pathOf(find, last), isRooms);
      const isWanted = this.#listed()?.last === last;
      if (isWanted) this.#listed.set({ find, rooms: withChanges(this.rooms(), { created: rooms, updated: [], removed: [] }), last: endOf(rooms) });
    } catch (error) {
      this.#problem.set(CommandError.from(error).code);
    }
  }

  #load(): Observable<unknown> {
    const find = this.find().trim();
    this.#problem.set(null);
    this.#loading.set(true);
    return defer(() => {
      this.#early = [];
      return this.#rest.get(pathOf(find, null), isRooms);
    }).pipe(
      tap((rooms) => {
        this.#listed.set({ find, rooms, last: endOf(rooms) });
        this.#early.forEach((fact) => this.#change(fact));
      }),
      retryPassing(),
      finalize(() => this.#loading.set(false)),
      catchError((error: unknown) => {
        this.#problem.set(CommandError.from(error).code);
        return EMPTY;
      }),
    );
  }

  /** What is new after the answer is told; so the list is asked for after it. */
  #watch(watching: boolean): Observable<boolean> {
    return this.#socket.command('directory:watch', { watching }).pipe(
      catchError(() => of(null)),
      map(() => watching),
    );
  }

  #hear(fact: Facts['rooms:changed']): void {
    if (this.#loading()) this.#early.push(fact);
    this.#change(fact);
  }

  #change({ created, updated, removed }: Facts['rooms:changed']): void {
    const wanted = created.filter(({ name }) => matches(name, this.find()));
    this.#listed.update((listed) => listed && { ...listed, rooms: withChanges(listed.rooms, { created: wanted, updated, removed }) });
  }

  #forget(): void {
    this.#listed.set(null);
    this.#problem.set(null);
    this.find.set('');
  }
}

/** Only rooms that are here are updated: others are beyond the page, or not what was looked for. */
export function withChanges(rooms: readonly Room[], { created, updated, removed }: Facts['rooms:changed']): Room[] {
  const byId = new Map(rooms.map((room) => [room.id, room]));
  for (const room of created) byId.set(room.id, room);
  for (const room of updated) if (byId.has(room.id)) byId.set(room.id, room);
  for (const id of removed) byId.delete(id);
  return [...byId.values()];
}

function endOf(page: readonly Room[]): string | null {
  return page.length === PAGE ? (page.at(-1)?.id ?? null) : null;
}

function pathOf(find: string, after: string | null): string {
  const query = new URLSearchParams({ joined: 'false', limit: String(Math.min(PAGE, LIMITS.roomsPerPage)) });
  if (find !== '') query.set('query', find);
  if (after !== null) query.set('after', after);
  return `/api/rooms?${query}`;
}

/** Whether anybody can see the page at all. */
function visibility() {
  const document = inject(DOCUMENT);
  const changed = new Subject<void>();
  const listener = (): void => changed.next();
  document.addEventListener('visibilitychange', listener);
  inject(DestroyRef).onDestroy(() => document.removeEventListener('visibilitychange', listener));
  return toSignal(changed.pipe(startWith(undefined), map(() => document.visibilityState !== 'hidden')), { requireSync: true });
}
