import { Component, computed, effect, inject, input, output, untracked } from '@angular/core';
import { messageOf } from '@contract/fold-message';
import { LIMITS } from '@contract/limits';
import type { Message, RoomEvent } from '@contract/room-events';
import { errorText } from '../../api/error-text';
import { Icon } from '../../ui/icon';
import { Composer } from '../composer/composer';
import type { RoomStore } from '../page/room-store';
import type { WantedAct } from '../timeline/message-acts';
import { MessageRow } from '../timeline/message-row';
import { type ShownMessage, rowsOf } from '../timeline/rows';
import { namesOf } from '../people/names-of';
import { SideMessages } from './side-messages';

/** A message and all answers to it, and to these, in one place; what is said here answers it. */
@Component({
  selector: 'wt-thread-pane',
  imports: [Composer, Icon, MessageRow],
  providers: [SideMessages],
  templateUrl: './thread-pane.html',
  styleUrl: './side-pane.css',
  host: { '(keydown.escape)': 'closed.emit()' },
})
export class ThreadPane {
  readonly room = input.required<RoomStore>();
  /** Any message of the chain. */
  readonly thread = input.required<string>();
  readonly act = output<WantedAct>();
  readonly closed = output();

  readonly #side = inject(SideMessages);
  protected readonly errorText = errorText;
  protected readonly problem = this.#side.problem;
  protected readonly loaded = computed(() => this.#side.messages() !== null);
  readonly #beginning = computed(() => this.#side.messages()?.[0] ?? null);
  protected readonly rows = computed(() => {
    const room = this.room();
    const entries = this.#side.messages() ?? [];
    const ids = new Set(entries.map(({ id }) => id));
    const outbox = room.outbox.items().filter(({ replyTo, change }) => ids.has(replyTo ?? change?.id ?? ''));
    // Here the answers are in sight.
    return rowsOf({ entries: entries.map((message) => ({ ...message, replies: 0 })), outbox, self: room.key.user, newAfter: null }).filter((row) => row.kind === 'message');
  });
  protected readonly names = computed(() => namesOf(this.room().members()));
  /** Nothing of it is a draft of the room's. */
  protected readonly place = computed(() => {
    const room = this.room().room();
    return room === null ? null : { id: `${room.id}/${this.thread()}`, name: room.name };
  });

  protected readonly send = (body: string): boolean => {
    const last = this.#side.messages()?.at(-1);
    return last !== undefined && this.room().outbox.add({ body, replyTo: last.id });
  };

  protected quoteOf({ replyTo }: ShownMessage): Message | null {
    return this.#side.messages()?.find(({ id }) => id === replyTo) ?? null;
  }

  constructor() {
    effect(() => {
      const [room, thread] = [this.room().room(), this.thread()];
      if (room !== null) untracked(() => this.#side.load(`/api/rooms/${encodeURIComponent(room.id)}/messages?thread=${encodeURIComponent(thread)}&limit=${LIMITS.messagesPerPage}`));
    });
    effect(() => {
      const { applied$ } = this.room().log;
      untracked(() => this.#side.follow(applied$, (event) => this.#answerIn(event)));
    });
  }

  #answerIn(event: RoomEvent): Message | null {
    const beginning = this.#beginning();
    return event.type === 'message.posted' && event.thread !== undefined && event.thread === beginning?.id ? messageOf(event) : null;
  }
}
