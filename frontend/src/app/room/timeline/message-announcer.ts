import { Component, DestroyRef, computed, effect, inject, input, signal } from '@angular/core';
import { countOf } from '../../i18n/time';
import { plainText } from '@contract/plain-text';
import type { Conversation } from './conversation';
import { isMessage } from './timeline-entry';
import { Soon } from './soon';

const GATHERED_MS = 500;
/** More than these are told by their number: nobody hears twenty messages to the end. */
const READ_OUT = 3;
/** A reader has taken it over by then. */
const STAYS_MS = 4_000;

interface Line {
  id: string;
  text: string;
}

/**
 * Reads out what is said in the room while it is open: each message once, author first, and never what was said before and is
 * only loaded now. The list itself is silent: it grows at both ends, and no reader can tell which.
 */
@Component({
  selector: 'wt-message-announcer',
  template: `
    <div aria-live="polite" class="for-readers">
      @for (line of lines(); track line.id) {
        <p dir="auto">{{ line.text }}</p>
      }
      @if (many() > 0) {
        <p i18n="@@messages.below">{many(), plural, =1 {1 new message} other {{{countOf(many())}} new messages}}</p>
      }
    </div>
  `,
})
export class MessageAnnouncer {
  readonly log = input.required<Conversation>();
  readonly names = input.required<ReadonlyMap<string, string>>();
  protected readonly countOf = countOf;
  readonly #said = signal<readonly Line[]>([]);
  /** What has been deleted meanwhile is gone from here as well. */
  protected readonly lines = computed(() => {
    const said = this.#said();
    return said.length === 0 ? said : said.filter(({ id }) => !this.log().window.entries.some((entry) => isMessage(entry) && entry.id === id && entry.deleted === true));
  });
  protected readonly many = signal(0);
  readonly #soon = new Soon(() => this.#tell(), GATHERED_MS);
  readonly #gone = new Soon(() => this.#show([], 0), STAYS_MS);
  /** What was there already, or has been told. */
  #told: { epoch: string; ordinal: number } | null = null;

  constructor() {
    effect(() => {
      const { epoch, lastOrdinal } = this.log();
      if (epoch === null) return;
      if (this.#told?.epoch !== epoch) this.#told = { epoch, ordinal: lastOrdinal };
      else if (lastOrdinal > this.#told.ordinal) this.#soon.soon();
    });
    inject(DestroyRef).onDestroy(() => {
      this.#soon.cancel();
      this.#gone.cancel();
    });
  }

  #tell(): void {
    const { epoch, lastOrdinal, window } = this.log();
    if (epoch === null || this.#told?.epoch !== epoch) return;
    const after = this.#told.ordinal;
    const count = lastOrdinal - after;
    const messages = count > READ_OUT ? [] : window.entries.filter(isMessage).filter(({ ordinal }) => ordinal > after);
    this.#told = { epoch, ordinal: lastOrdinal };
    const isWhole = messages.length === count;
    this.#show(isWhole ? messages.map(({ id, author, body }) => ({ id, text: `\u2068${author.name}\u2069: ${plainText(body, this.names())}` })) : [], isWhole ? 0 : count);
    this.#gone.cancel();
    this.#gone.soon();
  }

  #show(lines: readonly Line[], many: number): void {
    this.#said.set(lines);
    this.many.set(many);
  }
}
