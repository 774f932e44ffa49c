import { Component, computed, inject, input, output } from '@angular/core';
import { momentOf } from '../../i18n/moment';
import { countOf } from '../../i18n/time';
import { Today } from '../../i18n/today';

/** Over the list: how much is new, since when, and the two ways to deal with it. */
@Component({
  selector: 'wt-unread-bar',
  template: `
    <button type="button" class="what" aria-haspopup="dialog" [title]="title" (click)="opened.emit()">
      @if (since(); as at) {
        <span i18n="@@unread.since">{count(), plural, =1 {1 new since {{moment()}}} other {{{countOf(count())}} new since {{moment()}}}}</span>
      } @else {
        <span i18n="@@unread.count">{count(), plural, =1 {1 new} other {{{countOf(count())}} new}}</span>
      }
    </button>
    <button type="button" (click)="jump.emit()" i18n="@@unread.jump">Jump</button>
    <button type="button" (click)="read.emit()" i18n="@@unread.read">Mark as read</button>
  `,
  styles: `
    :host { display: flex; align-items: center; gap: var(--space-2); min-height: 36px; padding: 0 clamp(0.75rem, 3vw, 1.75rem); border-bottom: 1px solid var(--line); background: var(--accent-soft); color: var(--ink); font-size: var(--step--1) }
    button { flex: none; min-height: 1.75rem; padding: 0 0.5rem; color: var(--accent); font-weight: 600 }
    .what { margin: 0 auto 0 -0.5rem; flex: 0 1 auto; min-width: 0; overflow: hidden; color: inherit; font-weight: 450; font-variant-numeric: tabular-nums; text-align: start; text-overflow: ellipsis; white-space: nowrap }
    .what::after { content: ' ▸' / ''; color: var(--ink-faint) }
    button:hover { background: color-mix(in oklch, var(--ink) 6%, transparent) }
    @media (pointer: coarse) { button { min-height: 2.75rem } }
    @media (forced-colors: active) { :host { border-bottom-color: CanvasText } }
  `,
})
export class UnreadBar {
  readonly count = input.required<number>();
  /** When the first of them was said; null while that is not known. */
  readonly since = input.required<number | null>();
  /** What else has happened is asked for. */
  readonly opened = output();
  readonly jump = output();
  readonly read = output();
  protected readonly title = $localize`:@@changes.title:While you were away`;
  protected readonly countOf = countOf;
  readonly #today = inject(Today);
  protected readonly moment = computed(() => momentOf(this.since() ?? 0, this.#today.now()));
}
