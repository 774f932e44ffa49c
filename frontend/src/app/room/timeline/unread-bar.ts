import { Component, input, output } from '@angular/core';
import { countOf } from '../../i18n/time';
import { Icon } from '../../ui/icon';

/** How much was said while the reader was away, and the ways to deal with it. */
@Component({
  selector: 'wt-unread-bar',
  imports: [Icon],
  template: `
    <button type="button" class="jump" (click)="jump.emit()">
      <wt-icon name="up" />
      <span i18n="@@unread.new">{count(), plural, =1 {1 unread message} other {{{countOf(count())}} unread messages}}</span>
    </button>
    <button type="button" (click)="read.emit()" i18n="@@unread.read">Mark as read</button>
  `,
  styles: `
    :host { display: flex; justify-content: space-between; gap: var(--space-3); align-items: center; min-height: 2.25rem; padding: 0 clamp(0.75rem, 3vw, 1.75rem); background: var(--accent-soft); color: var(--accent); font-size: var(--step--1) }
    button { display: inline-flex; align-items: center; gap: var(--space-2); min-height: 2.25rem; color: inherit; font-weight: 550 }
    @media (pointer: coarse) { button { min-height: 2.75rem } }
  `,
})
export class UnreadBar {
  readonly count = input.required<number>();
  readonly jump = output();
  readonly read = output();
  protected readonly countOf = countOf;
}
