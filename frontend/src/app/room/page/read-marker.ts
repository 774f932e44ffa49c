import { Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { EMPTY, Subject, catchError, debounceTime, distinctUntilChanged, switchMap } from 'rxjs';
import { ChatSocket } from '../../connection/chat-socket';
import { Memberships } from '../../memberships/memberships';

const CALM_MS = 400;

/** Tells the server how far the reader has read; the list of rooms knows at once. */
@Injectable()
export class ReadMarker {
  readonly #socket = inject(ChatSocket);
  readonly #myRooms = inject(Memberships);
  readonly #seen = new Subject<{ roomId: string; ordinal: number }>();

  constructor() {
    this.#seen
      .pipe(
        debounceTime(CALM_MS),
        distinctUntilChanged((a, b) => a.ordinal === b.ordinal),
        // Lost with the connection? The next message seen, or the next visit, says it again.
        switchMap((position) => this.#socket.command('read:mark', position).pipe(catchError(() => EMPTY))),
        takeUntilDestroyed(),
      )
      .subscribe();
  }

  seen(roomId: string, ordinal: number): void {
    if (ordinal === 0) return;
    this.#myRooms.readUpTo(roomId, ordinal);
    this.#seen.next({ roomId, ordinal });
  }
}
