import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Message } from '@contract/room-events';
import { isMessages } from '../../api/answers';
import { ApiClient } from '../../api/api-client';
import { ConversationStore } from './conversation-store';
import { isMessage } from './timeline-entry';

/** Kept for the quotes of one room; the oldest go first. */
const MOST = 200;

/** Messages that are answered on the page and are not on it themselves. */
@Injectable()
export class QuoteStore {
  readonly #rest = inject(ApiClient);
  readonly #log = inject(ConversationStore);
  readonly #known = signal<ReadonlyMap<string, Message>>(new Map());
  readonly #asked = new Set<string>();
  #roomId: string | null = null;

  readonly known = this.#known.asReadonly();

  /** The answer, by which the chain is found, and the answered one. */
  readonly #wanted = computed(() => {
    const messages = this.#log.window().entries.filter(isMessage);
    const here = new Set(messages.map(({ id }) => id));
    return messages.flatMap(({ id, replyTo }) => (replyTo !== undefined && !here.has(replyTo) ? [{ id, replyTo }] : []));
  });

  constructor() {
    effect(() => {
      const wanted = this.#wanted();
      if (this.#log.live()) untracked(() => wanted.forEach((one) => void this.#ask(one)));
    });
  }

  /** Called once, as soon as the room's id is known. */
  follow(roomId: string): void {
    this.#roomId = roomId;
  }

  async #ask({ id, replyTo }: { id: string; replyTo: string }): Promise<void> {
    if (this.#roomId === null || this.#asked.has(replyTo)) return;
    this.#asked.add(replyTo);
    try {
      const chain = await this.#rest.get(`/api/rooms/${encodeURIComponent(this.#roomId)}/messages?thread=${encodeURIComponent(id)}`, isMessages);
      this.#known.update((known) => new Map([...known, ...chain.map((message) => [message.id, message] as const)].slice(-MOST)));
    } catch {
      // It stays "an earlier message"; the next visit asks again.
    }
  }
}
