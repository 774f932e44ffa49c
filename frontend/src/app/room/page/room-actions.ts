import { Injectable, inject, signal } from '@angular/core';
import type { Message } from '@contract/room-events';
import type { Composing } from '../composer/composing';
import { Outbox } from '../outbox/outbox';
import type { MessageChange } from '../outbox/outbox-items';
import { ConversationStore } from '../timeline/conversation-store';
import type { ShownMessage } from '../timeline/rows';
import { isMessage } from '../timeline/timeline-entry';
import { isChange, withChanges } from '../timeline/with-changes';
import { RoomContext } from './room-context';

/** What the reader does with messages: answers, changes, takes back. All of it goes through the outbox, in order with what they say. */
@Injectable()
export class RoomActions {
  readonly #user = inject(RoomContext).user;
  readonly #outbox = inject(Outbox);
  readonly #log = inject(ConversationStore);
  readonly #composing = signal<Composing | null>(null);
  readonly #deleting = signal<ShownMessage | null>(null);

  readonly #refused = signal(false);

  /** The last change was not taken: too much waits already. */
  readonly refused = this.#refused.asReadonly();
  /** What the next text is for. */
  readonly composing = this.#composing.asReadonly();
  /** Asked about before it is gone. */
  readonly deleting = this.#deleting.asReadonly();

  compose(type: Composing['type'], { id, author, body }: Pick<ShownMessage, 'id' | 'author' | 'body'>): void {
    if (id !== null) this.#composing.set({ type, message: { id, author, body } });
  }

  cancel(): void {
    this.#composing.set(null);
  }

  editLast(): void {
    const own = this.#log.window().entries.filter((entry): entry is Message => isMessage(entry) && entry.author.id === this.#user.id);
    const last = own.map((message) => this.#asItWillBe(message)).findLast(({ deleted }) => deleted !== true);
    if (last !== undefined) this.compose('edit', last);
  }

  /** A new message, an answer, or another text for an old one. False where too much waits already to take this as well. */
  say(body: string): boolean {
    const composing = this.#composing();
    const isUnchanged = composing?.type === 'edit' && composing.message.body === body;
    const taken = isUnchanged || this.#outbox.add({ body, ...forWhat(composing) });
    if (taken) this.#composing.set(null);
    return taken;
  }

  change(change: MessageChange): void {
    this.#refused.set(!this.#outbox.add({ body: '', change }));
  }

  /** With what waits for it: whoever changes it again goes on from there. */
  #asItWillBe(message: Message): Message {
    const changes = this.#outbox.items().filter(isChange).filter(({ change }) => change.id === message.id);
    return withChanges(message, changes, this.#user);
  }

  askToDelete(message: ShownMessage): void {
    this.#deleting.set(message);
  }

  answerToDelete(yes: boolean): void {
    const id = this.#deleting()?.id ?? null;
    this.#deleting.set(null);
    if (yes && id !== null) this.change({ type: 'delete', id });
    if (yes && this.#composing()?.message.id === id) this.#composing.set(null);
  }
}

function forWhat(composing: Composing | null): { replyTo?: string; change?: MessageChange } {
  if (composing === null) return {};
  const { id } = composing.message;
  return composing.type === 'reply' ? { replyTo: id } : { change: { type: 'edit', id } };
}
