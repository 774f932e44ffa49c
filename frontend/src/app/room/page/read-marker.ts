import { DOCUMENT, DestroyRef, Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { MarkRead } from '@contract/commands';
import { EMPTY, type Observable, Subject, auditTime, catchError, filter, merge, switchMap, tap } from 'rxjs';
import { ChatSocket } from '../../connection/chat-socket';
import { Memberships } from '../../memberships/memberships';

const GATHER_MS = 500;

/** Tells the server how far the reader has read, also over a lost connection; the list of rooms knows at once. */
@Injectable()
export class ReadMarker {
  readonly #socket = inject(ChatSocket);
  readonly #mine = inject(Memberships);
  readonly #seen = new Subject<void>();
  /** Whoever has read a message has read what stands before it. */
  #furthest = 0;
  /** Not heard by the server, as far as is known. */
  #untold: MarkRead | null = null;

  constructor() {
    const back$ = this.#socket.online$.pipe(filter(Boolean));
    merge(this.#seen.pipe(auditTime(GATHER_MS)), back$)
      .pipe(
        switchMap(() => this.#tell()),
        takeUntilDestroyed(),
      )
      .subscribe();
    this.#tellBeforeTheEnd();
  }

  /** The reader comes: what the server has of them may have been moved back elsewhere. */
  begin(readOrdinal: number): void {
    this.#furthest = readOrdinal;
  }

  seen(roomId: string, ordinal: number): void {
    if (ordinal <= this.#furthest) return;
    this.#furthest = ordinal;
    this.#mine.seenUpTo(roomId, ordinal);
    this.#untold = { roomId, ordinal };
    this.#seen.next();
  }

  /** What comes after it is to be unread again, here and everywhere. */
  unreadAfter(roomId: string, ordinal: number): void {
    this.#mine.unreadAfter(roomId, ordinal);
    this.#untold = { roomId, ordinal, unread: true };
    this.#tell().subscribe();
  }

  #tell(): Observable<unknown> {
    const position = this.#untold;
    if (position === null) return EMPTY;
    return this.#socket.command('read:mark', position).pipe(
      tap((counts) => {
        if (this.#untold !== position) return;
        this.#untold = null;
        if (position.unread === true) this.#mine.counted(position.roomId, counts);
      }),
      catchError(() => EMPTY),
    );
  }

  /** A room that is closed, and a page that is put away, tell what they have not told yet. */
  #tellBeforeTheEnd(): void {
    const window = inject(DOCUMENT).defaultView;
    const tell = (): void => void this.#tell().subscribe();
    window?.addEventListener('pagehide', tell);
    inject(DestroyRef).onDestroy(() => {
      window?.removeEventListener('pagehide', tell);
      tell();
    });
  }
}
