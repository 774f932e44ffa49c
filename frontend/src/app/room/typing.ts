import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { EMPTY, Subject, catchError, filter, mergeMap } from 'rxjs';
import { ChatSocket } from '../chat-socket/chat-socket';
import { RoomKey } from './room-key';

const REPEAT_MS = 3_000;
const FORGET_MS = 10_000;

/** Who writes, and telling that the reader does: at the first key, then every three seconds at most. */
@Injectable()
export class Typing {
  readonly #socket = inject(ChatSocket);
  readonly #self = inject(RoomKey).user.name;
  readonly #destroyRef = inject(DestroyRef);
  readonly #names = signal<readonly string[]>([]);
  readonly #tell = new Subject<{ roomId: string; typing: boolean }>();
  #toldAt: number | null = null;
  #forget: ReturnType<typeof setTimeout> | undefined;

  readonly names = this.#names.asReadonly();

  constructor() {
    this.#tell
      .pipe(
        mergeMap((typing) => this.#socket.command('typing:set', typing).pipe(catchError(() => EMPTY))),
        takeUntilDestroyed(),
      )
      .subscribe();
    this.#destroyRef.onDestroy(() => clearTimeout(this.#forget));
  }

  follow(roomId: string): void {
    this.#socket
      .fact('typing:changed')
      .pipe(
        filter((fact) => fact.roomId === roomId),
        takeUntilDestroyed(this.#destroyRef),
      )
      .subscribe(({ names }) => this.#show(names.filter((name) => name !== this.#self)));
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
    this.#show([]);
  }

  #show(names: readonly string[]): void {
    clearTimeout(this.#forget);
    this.#names.set(names);
    if (names.length > 0) this.#forget = setTimeout(() => this.#names.set([]), FORGET_MS);
  }
}
