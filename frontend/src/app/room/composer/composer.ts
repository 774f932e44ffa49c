import { Component, type ElementRef, afterNextRender, computed, effect, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import { LIMITS } from '@contract/limits';
import type { Room } from '@contract/room';
import { Icon } from '../../ui/icon';
import { Layout } from '../../ui/layout';
import { lengthOf } from '../../ui/text-length';
import { draftOf, keepDraft } from '../../local/drafts';
import { bodyOf } from './message-body';

const COUNTED_FROM = 200;

@Component({
  selector: 'wt-composer',
  imports: [Icon],
  templateUrl: './composer.html',
  styleUrl: './composer.css',
})
export class Composer {
  /** null until it has been found. */
  readonly room = input.required<Pick<Room, 'id' | 'name'> | null>();
  readonly userId = input.required<string>();
  /** False where too much waits already to take this as well. */
  readonly send = input.required<(body: string) => boolean>();
  /** Whether somebody writes: told with every key. */
  readonly typing = output<boolean>();
  protected readonly field = viewChild.required<ElementRef<HTMLTextAreaElement>>('field');
  protected readonly text = signal('');
  readonly #body = computed(() => bodyOf(this.text()));
  protected readonly left = computed(() => LIMITS.messageLength - lengthOf(this.#body()));
  protected readonly counted = computed(() => this.left() <= COUNTED_FROM);
  protected readonly sendable = computed(() => this.#body() !== '' && this.left() >= 0 && this.room() !== null);

  protected readonly label = computed(() => {
    const name = this.room()?.name ?? '';
    return $localize`:@@composer.label:Message ${name}:room:`;
  });

  /** Too much waits already to take this as well; it stays where it is. */
  protected readonly refused = signal(false);

  readonly #roomId = computed(() => this.room()?.id ?? null);

  constructor() {
    const { compact } = inject(Layout);
    effect(() => {
      const roomId = this.#roomId();
      if (roomId !== null && untracked(this.text) === '') this.#show(draftOf(untracked(this.userId), roomId));
    });
    // On a phone the keyboard would cover what the reader came for.
    afterNextRender(() => {
      if (!compact()) this.field().nativeElement.focus({ preventScroll: true });
    });
  }

  protected typed(): void {
    const text = this.field().nativeElement.value;
    this.text.set(text);
    this.refused.set(false);
    this.#fit();
    const roomId = this.#roomId();
    if (roomId === null) return;
    keepDraft(text, this.userId(), roomId);
    this.typing.emit(text.trim() !== '');
  }

  protected stopped(): void {
    this.typing.emit(false);
  }

  protected entered(event: Event): void {
    // An input method confirms a word with Enter; that is not the end of the message.
    if (!(event instanceof KeyboardEvent) || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.sendBody();
  }

  protected sendBody(): void {
    const roomId = this.#roomId();
    if (roomId === null || !this.sendable()) return;
    this.refused.set(!this.send()(this.#body()));
    if (this.refused()) return;
    this.#show('');
    keepDraft('', this.userId(), roomId);
    this.stopped();
    this.field().nativeElement.focus();
  }

  #show(text: string): void {
    this.text.set(text);
    this.field().nativeElement.value = text;
    this.#fit();
  }

  #fit(): void {
    const { nativeElement: field } = this.field();
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight}px`;
  }
}
