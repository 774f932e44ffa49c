import { Injectable, inject, signal } from '@angular/core';
import { ConversationStore } from './conversation-store';
import { History } from './history';
import { isMessage } from './timeline-entry';

/** A message to go to; each time another object. */
export interface Target {
  ordinal: number;
  /** It is neither marked nor given the focus: the reader has not asked for it. */
  quiet: boolean;
}

/** Where in the conversation the reader wants to be; what is not on the page is loaded. */
@Injectable()
export class Destination {
  readonly #history = inject(History);
  readonly #log = inject(ConversationStore);
  readonly #target = signal<Target | null>(null);
  readonly #unreached = signal<Target | null>(null);

  readonly target = this.#target.asReadonly();
  /** The place that could not be loaded; the reader is where they were. */
  readonly unreached = this.#unreached.asReadonly();

  async goTo(target: Target, roomId: string): Promise<void> {
    const { ordinal } = target;
    this.#unreached.set(null);
    this.#target.set(target);
    if (this.#log.window().entries.some((entry) => isMessage(entry) && entry.ordinal === ordinal)) return;
    if (await this.#history.loadAround(ordinal, roomId)) return;
    this.#target.set(null);
    if (!target.quiet) this.#unreached.set(target);
  }

  forget(): void {
    this.#unreached.set(null);
  }
}
