import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { RoomEvent } from '@contract/room-events';
import { EMPTY, type Observable, catchError, defer, exhaustMap, filter, mergeMap, of, repeat, tap, timer } from 'rxjs';
import { ApiClient } from '../../api/api-client';
import { isMemberList } from '../../api/answers';
import { ChatSocket } from '../../connection/chat-socket';
import { type MemberList, type Members, NOBODY, addsUp, membersOf, membershipChanged, personChanged, presenceChanged } from './members';

/** A crowd is named in several facts; and not all pages of a room shall ask at the same time. */
const LOOK_AGAIN_MS = 4_000;

/**
 * Who is in the room: as told when it was opened, then by facts and events. Where the names do not come to as many as are
 * said to be here, and stay so, the list is asked for anew.
 */
@Injectable()
export class MembersStore {
  readonly #socket = inject(ChatSocket);
  readonly #rest = inject(ApiClient);
  readonly #destroyRef = inject(DestroyRef);
  readonly #members = signal<Members>(NOBODY);

  readonly members = this.#members.asReadonly();

  follow(roomId: string): void {
    this.#socket
      .fact('person:changed')
      .pipe(
        filter((fact) => fact.roomId === roomId),
        takeUntilDestroyed(this.#destroyRef),
      )
      .subscribe(({ person }) => this.#members.update((members) => personChanged(members, person)));
    this.#socket
      .fact('presence:changed')
      .pipe(
        filter((fact) => fact.roomId === roomId),
        tap((fact) => this.#members.update((members) => presenceChanged(members, fact))),
        filter(() => !addsUp(this.#members())),
        exhaustMap(() => this.#askAgain(roomId)),
        takeUntilDestroyed(this.#destroyRef),
      )
      .subscribe();
  }

  opened({ members, memberCount, online }: MemberList & { online: number }): void {
    this.#members.set(membersOf({ members, memberCount, online }));
  }

  apply(events: readonly RoomEvent[]): void {
    if (events.length > 0) this.#members.update((members) => membershipChanged(members, events));
  }

  #askAgain(roomId: string): Observable<unknown> {
    const isOff = (): boolean => !addsUp(this.#members());
    return defer(() => timer(LOOK_AGAIN_MS * (1 + Math.random()))).pipe(
      filter(isOff),
      mergeMap(() => this.#rest.get(`/api/rooms/${encodeURIComponent(roomId)}/members`, isMemberList)),
      tap((list) => this.opened({ ...list, online: this.#members().online })),
      repeat({ delay: () => (isOff() ? of(true) : EMPTY) }),
      catchError(() => EMPTY),
    );
  }
}
