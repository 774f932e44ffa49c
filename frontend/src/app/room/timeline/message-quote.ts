import { Component, computed, input, output } from '@angular/core';
import type { Message } from '@contract/room-events';
import { Icon } from '../../ui/icon';

const SHOWN_CHARACTERS = 160;

/** What a message answers, above it: whose it is and how it begins. */
@Component({
  selector: 'wt-message-quote',
  imports: [Icon],
  template: `
    <button type="button" (click)="jump.emit()" [attr.aria-label]="label()">
      <wt-icon name="reply" />
      @if (message(); as message) {
        <b><bdi>{{ message.author.name }}</bdi></b>
        @if (message.deleted) {
          <span class="gone" i18n="@@quote.deleted">deleted</span>
        } @else {
          <span dir="auto">{{ beginning() }}</span>
        }
      } @else {
        <span class="gone" i18n="@@quote.earlier">an earlier message</span>
      }
    </button>
  `,
  styles: `
    button { display: flex; align-items: baseline; gap: 0.4rem; max-width: 100%; min-height: 1.5rem; padding: 0 0.4rem 0 0.5rem; border-left: 2px solid var(--line-strong); border-radius: 0 var(--radius-small) var(--radius-small) 0; color: var(--ink-faint); font-size: var(--step--1); text-align: start }
    button:hover { background: color-mix(in oklch, var(--ink) 5%, transparent); color: var(--ink-soft) }
    wt-icon { align-self: center; width: 1em; height: 1em }
    b { flex: none; max-width: 10rem; overflow: hidden; font-weight: 600; text-overflow: ellipsis; white-space: nowrap }
    span { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
    .gone { font-style: italic }
    @media (pointer: coarse) { button { min-height: 2.75rem; align-items: center } }
  `,
})
export class MessageQuote {
  /** null while it is not known. */
  readonly message = input.required<Message | null>();
  readonly jump = output();

  protected readonly beginning = computed(() => [...(this.message()?.body ?? '')].slice(0, SHOWN_CHARACTERS).join('').replaceAll(/\s+/gu, ' '));
  protected readonly label = computed(() => {
    const message = this.message();
    if (message === null) return $localize`:@@quote.jumpEarlier:Answers an earlier message: go to it`;
    return $localize`:@@quote.jump:Answers ${message.author.name}:name:, ${this.beginning()}:text:: go to it`;
  });
}
