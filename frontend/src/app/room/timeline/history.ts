import { Injectable, inject, signal } from '@angular/core';
import { LIMITS } from '@contract/limits';
import { isMessages } from '../../api/answers';
import { CommandError, type FailureCode } from '../../api/command-error';
import { ApiClient } from '../../api/api-client';
import { ConversationStore } from './conversation-store';
import { firstOrdinal, lastOrdinal } from './message-window';

type Direction = 'older' | 'newer' | 'latest';

/** Pages of messages that are not in the window: one at a time, a failed one only when asked again. */
@Injectable()
export class History {
  readonly #rest = inject(ApiClient);
  readonly #log = inject(ConversationStore);
  readonly #loading = signal<Direction | null>(null);
  readonly #failed = signal<{ direction: Direction; code: FailureCode } | null>(null);

  readonly loading = this.#loading.asReadonly();
  readonly failed = this.#failed.asReadonly();

  hasOlder(): boolean {
    const { window, lastOrdinal } = this.#log.state();
    return !window.fromStart && (firstOrdinal(window) ?? lastOrdinal + 1) > 1;
  }

  async loadOlder(roomId: string): Promise<void> {
    const { window, lastOrdinal } = this.#log.state();
    if (this.hasOlder()) await this.#load('older', roomId, `before=${firstOrdinal(window) ?? lastOrdinal + 1}`);
  }

  async loadNewer(roomId: string): Promise<void> {
    const { window } = this.#log.state();
    if (!window.latest) await this.#load('newer', roomId, `after=${lastOrdinal(window) ?? 0}`);
  }

  async loadLatest(roomId: string): Promise<void> {
    if (!this.#log.window().latest) await this.#load('latest', roomId, '');
  }

  retry(roomId: string): void {
    const direction = this.#failed()?.direction;
    this.#failed.set(null);
    if (direction === 'older') void this.loadOlder(roomId);
    if (direction === 'newer') void this.loadNewer(roomId);
    if (direction === 'latest') void this.loadLatest(roomId);
  }

  async #load(direction: Direction, roomId: string, query: string): Promise<void> {
    const held = this.#failed()?.direction === direction && direction !== 'latest';
    if (this.#loading() !== null || held) return;
    this.#loading.set(direction);
    const { epoch, window } = this.#log.state();
    try {
      const path = `/api/rooms/${encodeURIComponent(roomId)}/messages?limit=${LIMITS.messagesPerPage}&${query}`;
      const messages = await this.#rest.get(path, isMessages);
      this.#failed.set(null);
      if (this.#stillWanted(epoch, window.entries[0]?.seq, direction)) this.#log.dispatch({ type: direction, messages });
    } catch (error) {
      this.#failed.set({ direction, code: CommandError.from(error).code });
    } finally {
      this.#loading.set(null);
    }
  }

  /** The window may have been thrown away while the page was on its way. */
  #stillWanted(epoch: string | null, first: number | undefined, direction: Direction): boolean {
    const now = this.#log.state();
    if (now.epoch !== epoch) return false;
    return direction === 'latest' || now.window.entries[0]?.seq === first;
  }
}
