import { DestroyRef, Injectable, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { OpenRoom, OpenedAfresh, OpenedAgain, SyncReset, SyncedEvents } from '@contract/commands';
import type { RoomEvent } from '@contract/room-events';
import { EMPTY, NEVER, type Observable, Subject, catchError, defer, exhaustMap, filter, map, merge, mergeMap, of, repeat, retry, switchMap, tap, timer } from 'rxjs';
import { ChatSocket } from '../../connection/chat-socket';
import { CommandError } from '../../api/command-error';
import { retryPassing } from '../../api/retry-passing';
import { missing } from './conversation';
import { ConversationStore } from './conversation-store';
import { batchPerFrame } from './batch-per-frame';

const AGAIN_MS = 1_000;

export type LinkNews = { opened: OpenedAgain | OpenedAfresh } | { lost: true } | { refused: CommandError };

/** Keeps one room's log whole: opens the room on every new connection, applies what arrives, asks for what is missing. */
@Injectable()
export class RoomSync {
  readonly #socket = inject(ChatSocket);
  readonly #log = inject(ConversationStore);
  readonly #news = new Subject<LinkNews>();
  readonly #reopen = new Subject<void>();
  readonly #destroyRef = inject(DestroyRef);

  readonly news$ = this.#news.asObservable();

  /** Called once, as soon as the room's id is known. */
  follow(roomId: string): void {
    this.#facts(roomId).subscribe();
    merge(this.#socket.online$, this.#reopen.pipe(map(() => true)))
      .pipe(
        switchMap((online) => (online ? this.#open(roomId) : this.#lost())),
        takeUntilDestroyed(this.#destroyRef),
      )
      .subscribe();
    const afresh$ = this.#log.missing$.pipe(filter((what) => what === 'open'), tap(() => this.#reopen.next()));
    const repaired$ = this.#log.missing$.pipe(filter((what) => what === 'sync'), exhaustMap(() => this.#repair(roomId)));
    merge(afresh$, repaired$).pipe(takeUntilDestroyed(this.#destroyRef)).subscribe();
  }

  reopen(): void {
    this.#reopen.next();
  }

  #facts(roomId: string): Observable<unknown> {
    const here = <T extends { roomId: string }>(facts: Observable<T>): Observable<T> => facts.pipe(filter((fact) => fact.roomId === roomId));
    const events = here(this.#socket.fact('room:events')).pipe(map(({ epoch, events }) => ({ type: 'events' as const, epoch, events })));
    const heads = here(this.#socket.fact('room:head')).pipe(map(({ epoch, head }) => ({ type: 'head' as const, epoch, head })));
    // Heads wait with the events: one that overtook them would ask for what is already here.
    return batchPerFrame<FactAction>(merge(events, heads), (action) => (action.type === 'events' ? action.events.length : 0)).pipe(
      tap((actions) => inOneBatch(actions).forEach((action) => this.#log.dispatch(action))),
      takeUntilDestroyed(this.#destroyRef),
    );
  }

  #lost(): Observable<never> {
    this.#log.dispatch({ type: 'opening' });
    this.#news.next({ lost: true });
    return EMPTY;
  }

  #open(roomId: string): Observable<unknown> {
    this.#log.dispatch({ type: 'opening' });
    return defer(() => this.#socket.command('room:open', this.#request(roomId))).pipe(
      tap((answer) => this.#log.dispatch({ type: 'opened', answer })),
      tap((opened) => this.#news.next({ opened })),
      // The next connection opens it anew.
      retryPassing({ offline: () => NEVER }),
      catchError((error: unknown) => {
        this.#news.next({ refused: CommandError.from(error) });
        return EMPTY;
      }),
    );
  }

  /** Without `since` the answer is a fresh one, which is what a stale log needs. */
  #request(roomId: string): OpenRoom {
    const { epoch, last, stale } = this.#log.state();
    return epoch === null || stale ? { roomId } : { roomId, since: { epoch, seq: last } };
  }

  /** One question at a time until nothing is missing, whatever arrives meanwhile; the next connection begins anew. */
  #repair(roomId: string): Observable<unknown> {
    return defer(() => this.#ask(roomId)).pipe(
      repeat({ delay: () => (missing(this.#log.state()) === 'sync' ? of(true) : EMPTY) }),
      retry({ delay: (error: unknown) => againAfter(CommandError.from(error)) }),
    );
  }

  #ask(roomId: string): Observable<unknown> {
    const state = this.#log.state();
    const { epoch, last } = state;
    if (missing(state) !== 'sync' || epoch === null) return EMPTY;
    return this.#socket.command('room:sync', { roomId, epoch, after: last }).pipe(mergeMap((answer) => this.#synced(epoch, answer)));
  }

  #synced(epoch: string, answer: SyncedEvents | SyncReset): Observable<unknown> {
    const now = this.#log.state();
    if (now.phase !== 'live' || now.epoch !== epoch) return EMPTY;
    if ('reset' in answer) this.#log.dispatch({ type: 'reset' });
    // Nothing new although more was announced: not yet. Asking at once would only turn in a circle.
    else if (answer.events.length === 0) return timer(AGAIN_MS);
    else this.#log.dispatch({ type: 'synced', epoch, events: answer.events, head: answer.head });
    return EMPTY;
  }
}

function againAfter({ code, retryAfterMs = AGAIN_MS }: CommandError): Observable<unknown> {
  return code === 'OFFLINE' ? EMPTY : timer(retryAfterMs);
}

type FactAction = { type: 'events'; epoch: string; events: RoomEvent[] } | { type: 'head'; epoch: string; head: number };

/** Neighbouring batches of one epoch become one, so that a frame costs one change of state. */
function inOneBatch(actions: readonly FactAction[]): FactAction[] {
  const batches: FactAction[] = [];
  for (const action of actions) {
    const previous = batches.at(-1);
    if (previous?.type === 'events' && action.type === 'events' && previous.epoch === action.epoch) {
      batches[batches.length - 1] = { ...previous, events: [...previous.events, ...action.events] };
    } else batches.push(action);
  }
  return batches;
}
