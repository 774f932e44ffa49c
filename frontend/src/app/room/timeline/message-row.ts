import { Component, computed, inject, input, output } from '@angular/core';
import { Avatar } from '../../ui/avatar';
import { shortNameOf } from '../../ui/short-name';
import { errorText } from '../../api/error-text';
import { Icon } from '../../ui/icon';
import type { Message } from '@contract/room-events';
import { countOf, fullTimeOf, secondsOf, timeOf } from '../../i18n/time';
import { LazyParts } from '../page/lazy-parts';
import { type MessageAct, type MessageRights, NO_RIGHTS } from './message-acts';
import { MessageActions } from './message-actions';
import { MessageText } from '../text/message-text';
import { MessageQuote } from './message-quote';
import { ReactionBar } from './reaction-bar';
import type { ShownMessage } from './rows';

const NOBODY: ReadonlyMap<string, string> = new Map();

@Component({
  selector: 'wt-message-row',
  imports: [Avatar, Icon, MessageActions, MessageQuote, MessageText, ReactionBar],
  templateUrl: './message-row.html',
  styleUrl: './message-row.css',
  host: { '[class.grouped]': 'message().grouped', '[class.pending]': 'pending()', '[class.active]': 'active()' },
})
export class MessageRow {
  protected readonly parts = inject(LazyParts);
  readonly message = input.required<ShownMessage>();
  /** The reader's newest. */
  readonly last = input(false);
  readonly rights = input<MessageRights>(NO_RIGHTS);
  readonly userId = input('');
  /** Of the room's members, by their ids. */
  readonly names = input(NOBODY);
  /** What it answers, where that is known. */
  readonly quote = input<Message | null>(null);
  /** What can be done with it is shown: as a toolbar, or as a sheet from below. */
  readonly active = input<'bar' | 'sheet' | null>(null);
  readonly act = output<MessageAct>();
  readonly closed = output();
  readonly retry = output<string>();
  readonly discard = output<string>();

  protected readonly countOf = countOf;
  protected readonly shortNameOf = shortNameOf;
  protected readonly time = computed(() => timeOf(this.message().at));
  protected readonly fullTime = computed(() => fullTimeOf(this.message().at));
  protected readonly instant = computed(() => new Date(this.message().at).toISOString());
  /** Of the message itself, or of what is done to it. */
  readonly #item = computed(() => this.message().pending ?? this.message().change);
  protected readonly isChange = computed(() => this.message().pending === null);
  protected readonly clientId = computed(() => this.#item()?.clientId ?? '');
  protected readonly state = computed(() => this.#item()?.state ?? 'stored');
  protected readonly pending = computed(() => this.state() !== 'stored');
  /** One's own say what has become of them, others only what one does to them. */
  protected readonly saysState = computed(() => this.message().own || this.message().change !== null);
  protected readonly reason = computed(() => {
    const reason = this.#item()?.reason;
    return reason === undefined ? '' : errorText({ code: reason });
  });
  /** The server said how many are before it in the room's buffer, and for how long about. */
  protected readonly inBuffer = computed(() => {
    const { ahead, retryAfterMs } = this.#item()?.wait ?? {};
    return ahead === undefined || retryAfterMs === undefined ? null : { ahead, seconds: secondsOf(retryAfterMs) };
  });
  protected readonly waitsForConnection = computed(() => {
    const reason = this.#item()?.reason;
    return reason === 'OFFLINE' || reason === 'NO_ANSWER';
  });
}
