import { DOCUMENT, Injectable, inject } from '@angular/core';
import { takeUntilDestroyed, toObservable } from '@angular/core/rxjs-interop';
import type { Author } from '@contract/room-events';
import { filter, fromEvent, merge, throttleTime } from 'rxjs';
import { RoomCache } from '../../local/room-cache';
import { ConversationStore } from './conversation-store';
import { isMessage } from './timeline-entry';

const KEEP_EVERY_MS = 5_000;

/** Keeps the end of one room for the time without a server, and shows it until the server answers. */
@Injectable()
export class ConversationCache {
  readonly #cache = inject(RoomCache);
  readonly #log = inject(ConversationStore);
  readonly #document = inject(DOCUMENT);
  #place: { user: Author; roomId: string } | null = null;
  #kept: { epoch: string; last: number } | null = null;

  constructor() {
    const changed$ = toObservable(this.#log.state).pipe(filter(({ phase }) => phase === 'live'), throttleTime(KEEP_EVERY_MS, undefined, { leading: true, trailing: true }));
    const hidden$ = fromEvent(this.#document, 'visibilitychange').pipe(filter(() => this.#document.visibilityState === 'hidden'));
    merge(changed$, hidden$).pipe(takeUntilDestroyed()).subscribe(() => this.#keep());
  }

  /** Called once, as soon as the room's id is known. */
  async follow(user: Author, roomId: string): Promise<void> {
    this.#place = { user, roomId };
    const copy = await this.#cache.conversation(user.id, roomId);
    if (copy !== null) this.#log.dispatch({ type: 'recalled', copy });
  }

  forget(): void {
    if (this.#place !== null) void this.#cache.forgetRoom(this.#place.user.id, this.#place.roomId);
    this.#place = null;
  }

  /** Only while the end of the log is on the page: a hole would never be filled. */
  #keep(): void {
    const { epoch, last, lastOrdinal, window, stale } = this.#log.state();
    if (this.#place === null || epoch === null || stale || !window.latest) return;
    if (this.#kept?.epoch === epoch && this.#kept.last === last) return;
    this.#kept = { epoch, last };
    void this.#cache.keepConversation(this.#place.user.id, this.#place.roomId, { epoch, last, lastOrdinal, messages: window.entries.filter(isMessage) });
  }
}
