import { Injectable, computed, inject, signal } from '@angular/core';
import { LIMITS } from '@contract/limits';
import { isMessages } from '../../api/answers';
import { CommandError, type FailureCode } from '../../api/command-error';
import { ApiClient } from '../../api/api-client';
import { ConversationStore } from './conversation-store';
import { firstOrdinal, lastOrdinal } from './message-window';

/** `around`: a place that somebody wants to go to. */
export type Direction = 'older' | 'newer' | 'latest' | 'around';

export type Failures = Readonly<Partial<Record<Direction, FailureCode>>>;

/** One question; whoever goes somewhere else does not wait for the page before, which then nobody wants any more. */
interface Page {
  direction: Direction;
}

/** Pages of messages that are not in the window: one at a time, a failed one only when asked again. */
@Injectable()
export class History {
  readonly #rest = inject(ApiClient);
  readonly #log = inject(ConversationStore);
  readonly #page = signal<Page | null>(null);
  readonly #failed = signal<Failures>({});
  /** Where somebody wanted to go last. */
  #around = 1;

  readonly loading = computed(() => this.#page()?.direction ?? null);
  /** By direction: each has its own place where it is said. */
  readonly failed = this.#failed.asReadonly();
  readonly hasOlder = computed(() => {
    const { window, lastOrdinal } = this.#log.state();
    return !window.fromStart && (firstOrdinal(window) ?? lastOrdinal + 1) > 1;
  });

  async load(direction: Direction, roomId: string): Promise<void> {
    if (direction === 'older') await this.#loadOlder(roomId);
    else if (direction === 'newer') await this.#loadNewer(roomId);
    else if (direction === 'around') await this.loadAround(this.#around, roomId);
    else await this.#loadLatest(roomId);
  }

  /** The page around a message, wherever it is; nothing where it is here. */
  async loadAround(ordinal: number, roomId: string): Promise<void> {
    const { window } = this.#log.state();
    this.#around = ordinal;
    const isHere = ordinal >= (firstOrdinal(window) ?? Infinity) && ordinal <= (lastOrdinal(window) ?? 0);
    if (isHere) this.stay();
    else await this.#ask('around', roomId, `around=${ordinal}`);
  }

  /** What is wanted now is here: a page of another place that is still on its way would take it away. */
  stay(): void {
    const loading = this.loading();
    if (loading !== null && isElsewhere(loading)) this.#page.set(null);
  }

  async retry(direction: Direction, roomId: string): Promise<void> {
    this.#forgive(direction);
    await this.load(direction, roomId);
  }

  async #loadOlder(roomId: string): Promise<void> {
    const { window, lastOrdinal } = this.#log.state();
    if (this.hasOlder()) await this.#ask('older', roomId, `before=${firstOrdinal(window) ?? lastOrdinal + 1}`);
  }

  async #loadNewer(roomId: string): Promise<void> {
    const { window } = this.#log.state();
    if (!window.latest) await this.#ask('newer', roomId, `after=${lastOrdinal(window) ?? 0}`);
  }

  async #loadLatest(roomId: string): Promise<void> {
    if (this.#log.window().latest) this.stay();
    else await this.#ask('latest', roomId, '');
  }

  async #ask(direction: Direction, roomId: string, query: string): Promise<void> {
    if (!this.#mayLoad(direction)) return;
    const page: Page = { direction };
    this.#page.set(page);
    const { epoch, window } = this.#log.state();
    const isWanted = (): boolean => this.#page() === page && this.#fits(epoch, window.entries[0]?.seq, direction);
    try {
      const path = `/api/rooms/${encodeURIComponent(roomId)}/messages?limit=${LIMITS.messagesPerPage}&${query}`;
      const messages = await this.#rest.get(path, isMessages);
      if (isWanted()) this.#log.dispatch({ type: direction, messages });
      this.#forgive(direction);
    } catch (error) {
      if (isWanted()) this.#failed.update((failed) => ({ ...failed, [direction]: CommandError.from(error).code }));
    } finally {
      if (this.#page() === page) this.#page.set(null);
    }
  }

  #mayLoad(direction: Direction): boolean {
    const loading = this.loading();
    if (direction === 'around') return true;
    if (direction === 'latest') return loading !== 'latest';
    return loading === null && this.#failed()[direction] === undefined;
  }

  /** The window may have been thrown away while the page was on its way. */
  #fits(epoch: string | null, first: number | undefined, direction: Direction): boolean {
    const now = this.#log.state();
    if (now.epoch !== epoch) return false;
    return isElsewhere(direction) || now.window.entries[0]?.seq === first;
  }

  /** In another place there is nothing left of what failed in the one before. */
  #forgive(direction: Direction): void {
    this.#failed.update(({ [direction]: _forgiven, ...others }) => (isElsewhere(direction) ? {} : others));
  }
}

/** Its page stands alone; the others go on where the window ends. */
function isElsewhere(direction: Direction): boolean {
  return direction === 'latest' || direction === 'around';
}
