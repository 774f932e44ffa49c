import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { foldMessage } from '@contract/fold-message';
import type { Message, RoomEvent } from '@contract/room-events';
import { Subject, catchError, defer, EMPTY, switchMap, tap, type Observable } from 'rxjs';
import { isMessages } from '../../api/answers';
import { ApiClient } from '../../api/api-client';
import { CommandError, type FailureCode } from '../../api/command-error';
import { retryPassing } from '../../api/retry-passing';
import type { Applied } from '../timeline/conversation';

/** Some of a room's messages beside the conversation: asked for once, then kept by what happens in the room. */
@Injectable()
export class SideMessages {
  readonly #rest = inject(ApiClient);
  readonly #destroyRef = inject(DestroyRef);
  readonly #asked = new Subject<string>();
  readonly #messages = signal<readonly Message[] | null>(null);
  readonly #problem = signal<FailureCode | null>(null);

  /** null until they have come. */
  readonly messages = this.#messages.asReadonly();
  readonly problem = this.#problem.asReadonly();

  constructor() {
    this.#asked.pipe(switchMap((path) => this.#load(path)), takeUntilDestroyed()).subscribe();
  }

  load(path: string): void {
    this.#asked.next(path);
  }

  /** `joins`: which new message is one of these; `leaves`: which is one no longer. */
  follow(applied$: Observable<readonly Applied[]>, joins: (event: RoomEvent) => Message | null): void {
    applied$.pipe(takeUntilDestroyed(this.#destroyRef)).subscribe((applied) => {
      for (const one of applied) if ('type' in one) this.#apply(one, joins(one));
    });
  }

  #apply(event: RoomEvent, joining: Message | null): void {
    this.#messages.update((messages) => {
      if (messages === null) return null;
      const folded = messages.map((message) => foldMessage(message, event));
      const isNew = joining !== null && !folded.some(({ id }) => id === joining.id);
      return isNew ? [...folded, joining] : folded;
    });
  }

  #load(path: string): Observable<unknown> {
    this.#messages.set(null);
    this.#problem.set(null);
    return defer(() => this.#rest.get(path, isMessages)).pipe(
      retryPassing(),
      tap((messages) => this.#messages.set(messages)),
      catchError((error: unknown) => {
        this.#problem.set(CommandError.from(error).code);
        return EMPTY;
      }),
    );
  }
}
