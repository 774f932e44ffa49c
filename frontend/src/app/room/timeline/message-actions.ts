import { Component, DestroyRef, ElementRef, computed, inject, input, output, signal } from '@angular/core';
import { EmojiPicker } from '../../ui/emoji-picker/emoji-picker';
import { Icon } from '../../ui/icon';
import { type MessageAct, type MessageRights, actsOn } from './message-acts';
import type { ShownMessage } from './rows';

/** Near at hand; all others are in the picker. */
const QUICK = ['👍', '❤️', '😂'];

/** What can be done with one message: beside it, or as a sheet from below where there is no mouse. */
@Component({
  selector: 'wt-message-actions',
  imports: [EmojiPicker, Icon],
  templateUrl: './message-actions.html',
  styleUrl: './message-actions.css',
  host: { '[class.sheet]': 'sheet()', '(keydown.escape)': 'escaped($event)', '(keydown.arrowright)': 'walk($event, 1)', '(keydown.arrowleft)': 'walk($event, -1)' },
})
export class MessageActions {
  readonly message = input.required<ShownMessage>();
  readonly rights = input.required<MessageRights>();
  readonly userId = input.required<string>();
  readonly sheet = input(false);
  readonly act = output<MessageAct>();
  readonly closed = output();

  protected readonly may = computed(() => actsOn(this.message(), this.rights()));
  protected readonly picking = signal(false);
  protected readonly label = computed(() => $localize`:@@actions.label:What to do with the message of ${this.message().author.name}:name:`);
  protected readonly quick = computed(() => QUICK.map((emoji) => ({ emoji, pressed: this.#hasMine(emoji) })));

  constructor() {
    const element = (inject(ElementRef) as ElementRef<HTMLElement>).nativeElement;
    let pressed = false;
    const press = (): boolean => (pressed = true);
    // The finger that has called for the sheet is lifted over it, which is no choice yet.
    const click = (event: MouseEvent): void => {
      if (this.sheet() && !pressed && event.detail !== 0) event.stopImmediatePropagation();
    };
    element.addEventListener('pointerdown', press, { capture: true });
    element.addEventListener('click', click, { capture: true });
    inject(DestroyRef).onDestroy(() => {
      element.removeEventListener('pointerdown', press, { capture: true });
      element.removeEventListener('click', click, { capture: true });
    });
  }

  protected react(emoji: string): void {
    this.picking.set(false);
    this.act.emit({ type: 'reaction', emoji, on: !this.#hasMine(emoji) });
  }

  protected escaped(event: Event): void {
    event.stopPropagation();
    if (this.picking()) this.picking.set(false);
    else this.closed.emit();
  }

  /** A toolbar is one stop of the Tab key; the arrows go through it. */
  protected walk(event: Event, step: 1 | -1): void {
    if (!(event.target instanceof HTMLButtonElement) || this.picking()) return;
    const buttons = [...(event.target.closest('[role=toolbar]')?.querySelectorAll('button') ?? [])];
    const next = buttons[(buttons.indexOf(event.target) + step + buttons.length) % buttons.length];
    event.preventDefault();
    next?.focus();
  }

  #hasMine(emoji: string): boolean {
    return this.message().reactions.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(this.userId()));
  }
}
