import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { CreateRoom } from '@contract/commands';
import type { Room } from '@contract/room';
import { EMPTY, Subject, catchError, defer, filter, merge, switchMap, tap } from 'rxjs';
import { ChatSocket } from '../connection/chat-socket';
import { SessionStore } from '../connection/session-store';
import { isRoom, isRooms } from '../api/answers';
import { CommandError, type FailureCode } from '../api/command-error';
import { retryPassing } from '../api/retry-passing';
import { Memberships } from './memberships';
import { ApiClient } from '../api/api-client';
import { changeRooms, sectionsOf } from './room-directory';

/** The list of rooms: loaded on every new connection, kept by facts in between. */
@Injectable({ providedIn: 'root' })
export class RoomsStore {
  readonly #rest = inject(ApiClient);
  readonly #socket = inject(ChatSocket);
  readonly #session = inject(SessionStore);
  readonly #myRooms = inject(Memberships);
  readonly #rooms = signal<readonly Room[] | null>(null);
  readonly #problem = signal<FailureCode | null>(null);
  readonly #again = new Subject<void>();

  readonly find = signal('');
  /** Why the list could not be loaded; what was known before is still shown. */
  readonly problem = this.#problem.asReadonly();
  readonly loaded = computed(() => this.#rooms() !== null);
  readonly byId = computed(() => new Map((this.#rooms() ?? []).map((room) => [room.id, room])));
  readonly sections = computed(() => sectionsOf(this.#rooms() ?? [], this.#myRooms.positions(), this.find()));
  /** In the order of the list, for the keys that walk through it. */
  readonly listed = computed(() => [...this.sections().mine, ...this.sections().others].map(({ room }) => room));
  readonly unread = computed(() => sectionsOf(this.#rooms() ?? [], this.#myRooms.positions(), '').mine.reduce((sum, { unread }) => sum + unread, 0));

  constructor() {
    merge(this.#socket.online$.pipe(filter(Boolean)), this.#again)
      .pipe(
        switchMap(() => this.#load()),
        takeUntilDestroyed(),
      )
      .subscribe();
    this.#socket
      .fact('rooms:changed')
      .pipe(takeUntilDestroyed())
      .subscribe((fact) => {
        this.#rooms.update((rooms) => changeRooms(rooms ?? [], fact));
        this.#myRooms.learn([...fact.created, ...fact.updated]);
      });
    effect(() => {
      if (this.#session.user() === null) untracked(() => this.#forget());
    });
  }

  loadAgain(): void {
    this.#again.next();
  }

  /** The room's creator is a member of it. Fails with a `CommandError`. */
  async create(wish: CreateRoom): Promise<Room> {
    const room = await this.#rest.post('/api/rooms', wish, isRoom);
    this.#rooms.update((rooms) => changeRooms(rooms ?? [], { created: [room], updated: [], removed: [] }));
    this.#myRooms.readUpTo(room.id, room.membership?.readOrdinal ?? room.lastOrdinal);
    return room;
  }

  #load(): ReturnType<typeof defer> {
    this.#problem.set(null);
    return defer(() => this.#rest.get('/api/rooms', isRooms)).pipe(
      tap((rooms) => this.#rooms.set(rooms)),
      tap((rooms) => this.#myRooms.learn(rooms)),
      retryPassing(),
      catchError((error: unknown) => {
        this.#problem.set(CommandError.from(error).code);
        return EMPTY;
      }),
    );
  }

  #forget(): void {
    this.#rooms.set(null);
    this.#problem.set(null);
    this.#myRooms.clear();
    this.find.set('');
  }
}
