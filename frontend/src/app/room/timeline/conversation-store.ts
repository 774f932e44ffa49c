import { Injectable, computed, signal } from '@angular/core';
import { Subject } from 'rxjs';
import { type Applied, type Conversation, type ConversationAction, EMPTY_CONVERSATION, missing, reduce } from './conversation';

@Injectable()
export class ConversationStore {
  readonly #state = signal<Conversation>(EMPTY_CONVERSATION);
  readonly #missing = new Subject<'sync' | 'open'>();

  readonly #applied = new Subject<readonly Applied[]>();

  readonly state = this.#state.asReadonly();
  /** Something has to be asked of the server. May repeat itself; whoever acts on it looks again first. */
  readonly missing$ = this.#missing.asObservable();

  /** Every event once, when it enters the log; after a fresh start the newest messages. */
  readonly applied$ = this.#applied.asObservable();

  readonly window = computed(() => this.#state().window);
  readonly live = computed(() => this.#state().phase === 'live');
  /** Events that are known to exist and are not here yet. */
  readonly behind = computed(() => (this.live() ? Math.max(0, this.#state().head - this.#state().last) : 0));

  dispatch(action: ConversationAction): void {
    this.#state.update((conversation) => reduce(conversation, action));
    const { applied } = this.#state();
    if (applied.length > 0) this.#applied.next(applied);
    const what = missing(this.#state());
    if (what !== 'nothing') this.#missing.next(what);
  }
}
