import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { EMPTY, Subject, catchError, filter, mergeMap } from 'rxjs';
import { ChatSocket } from '../../connection/chat-socket';
import { RoomContext } from '../page/room-context';

const REPEAT_MS = 3_000;

/** Who writes, and telling that the reader does: at the first key, then every three seconds at most. */
@Injectable()
export class Typing {
  readonly #socket = inject(ChatSocket);
  readonly #self = inject(RoomContext).user.id;
  readonly #destroyRef = inject(DestroyRef);
  readonly #names = signal<readonly string[]>([]);
  readonly #tell = new Subject<{ roomId: string; typing: boolean }>();
  #toldAt: number | null = null;

  readonly names = this.#names.asReadonly();

  constructor() {
    this.#tell
      .pipe(
        mergeMap((typing) => this.#socket.command('typing:set', typing).pipe(catchError(() => EMPTY))),
        takeUntilDestroyed(),
      )
      .subscribe();
  }

  follow(roomId: string): void {
    this.#socket
      .fact('typing:changed')
      .pipe(
        filter((fact) => fact.roomId === roomId),
        takeUntilDestroyed(this.#destroyRef),
      )
      .subscribe(({ people }) => this.#names.set(people.filter(({ id }) => id !== this.#self).map(({ name }) => name)));
  }

  /** With every key. */
  tell(roomId: string, typing: boolean): void {
    if (typing) this.keyPressed(roomId);
    else this.stopped(roomId);
  }

  keyPressed(roomId: string): void {
    const now = Date.now();
    if (this.#toldAt !== null && now - this.#toldAt < REPEAT_MS) return;
    this.#toldAt = now;
    this.#tell.next({ roomId, typing: true });
  }

  stopped(roomId: string): void {
    if (this.#toldAt === null) return;
    this.#toldAt = null;
    this.#tell.next({ roomId, typing: false });
  }

  /** Nobody is known to write when the news that they stopped may have been lost. */
  clear(): void {
    this.#toldAt = null;
    this.#names.set([]);
  }
}
