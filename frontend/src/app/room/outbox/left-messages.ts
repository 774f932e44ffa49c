import { Injectable, effect, inject, signal, untracked } from '@angular/core';
import type { Author } from '@contract/room-events';
import { SessionStore } from '../../connection/session-store';
import type { UnsentRecord } from '../../local/page-database';
import { OutboxPersistence } from './outbox-persistence';
import { OutboxTabs } from './outbox-tabs';

/**
 * What a guest of the same name could not send before their session ended. The new session has another id, so nobody
 * but the person can say that it is theirs: it is shown to them, and sent only when they say so.
 */
@Injectable({ providedIn: 'root' })
export class LeftMessages {
  readonly #kept = inject(OutboxPersistence);
  readonly #tabs = inject(OutboxTabs);
  readonly #user = inject(SessionStore).user;
  readonly #messages = signal<readonly UnsentRecord[]>([]);

  readonly messages = this.#messages.asReadonly();

  constructor() {
    effect(() => {
      const user = this.#user();
      untracked(() => void this.#look(user));
    });
  }

  /** Its room's outbox has it from now on. */
  async take(message: UnsentRecord): Promise<void> {
    const user = this.#user();
    if (user === null) return;
    this.#without(message);
    await this.#kept.handOver(message, user);
  }

  async discard(message: UnsentRecord): Promise<void> {
    const { userId, roomId, clientId } = message;
    this.#without(message);
    this.#tabs.tellDiscarded(clientId);
    await this.#kept.drop({ user: { id: userId, name: '' }, roomId }, clientId);
  }

  /** Not now: they are offered again with the next page. */
  hide(): void {
    this.#messages.set([]);
  }

  async #look(user: Author | null): Promise<void> {
    const found = user === null ? [] : await this.#kept.leftByNamesakes(user);
    if (user === this.#user()) this.#messages.set(found);
  }

  #without(message: UnsentRecord): void {
    this.#messages.update((messages) => messages.filter((other) => other !== message));
  }
}
