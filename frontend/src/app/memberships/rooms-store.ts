import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { CreateRoom } from '@contract/commands';
import type { Room } from '@contract/room';
import { EMPTY, catchError, defer, filter, retry, switchMap, tap, throwError, timer } from 'rxjs';
import { ChatSocket } from '../connection/chat-socket';
import { SessionStore } from '../connection/session-store';
import { CommandError, isPassing } from '../api/command-error';
import { Memberships } from './memberships';
import { ApiClient } from '../api/api-client';
import { changeRooms, sectionsOf } from './room-directory';

const AGAIN_MS = 2_000;

/** The list of rooms: loaded on every new connection, kept by facts in between. */
@Injectable({ providedIn: 'root' })
export class RoomsStore {
  readonly #rest = inject(ApiClient);
  readonly #socket = inject(ChatSocket);
  readonly #session = inject(SessionStore);
  readonly #myRooms = inject(Memberships);
  readonly #rooms = signal<readonly Room[] | null>(null);

  readonly find = signal('');
  readonly loaded = computed(() => this.#rooms() !== null);
  readonly sections = computed(() => sectionsOf(this.#rooms() ?? [], this.#myRooms.positions(), this.find()));
  /** In the order of the list, for the keys that walk through it. */
  readonly listed = computed(() => [...this.sections().mine, ...this.sections().others].map(({ room }) => room));
  readonly unread = computed(() => sectionsOf(this.#rooms() ?? [], this.#myRooms.positions(), '').mine.reduce((sum, { unread }) => sum + unread, 0));

  constructor() {
    this.#socket.online$
      .pipe(
        filter(Boolean),
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

  /** The room's creator is a member of it. Fails with a `CommandError`. */
  async create(wish: CreateRoom): Promise<Room> {
    const room = await this.#rest.post<Room>('/api/rooms', wish);
    this.#rooms.update((rooms) => changeRooms(rooms ?? [], { created: [room], updated: [], removed: [] }));
    this.#myRooms.readUpTo(room.id, room.membership?.readOrdinal ?? room.lastOrdinal);
    return room;
  }

  #load(): ReturnType<typeof defer> {
    return defer(() => this.#rest.get<Room[]>('/api/rooms')).pipe(
      tap((rooms) => this.#rooms.set(rooms)),
      tap((rooms) => this.#myRooms.learn(rooms)),
      retry({ delay: (error: unknown) => (isPassing(CommandError.from(error).code) ? timer(AGAIN_MS) : throwError(() => error)) }),
      catchError((error: unknown) => {
        if (CommandError.from(error).code === 'UNAUTHENTICATED') this.#session.ended();
        return EMPTY;
      }),
    );
  }

  #forget(): void {
    this.#rooms.set(null);
    this.#myRooms.clear();
    this.find.set('');
  }
}
