import { Component, computed, input, signal } from '@angular/core';
import { countOf, timeOf } from '../../i18n/time';
import { comingsOf } from './comings';
import { NoticeText } from './notice-text';
import { PeopleNames } from './people-names';
import type { Notice } from './timeline-entry';

/** What happened in the room. Many comings and goings are one line, which opens to all of them. */
@Component({
  selector: 'wt-notice-row',
  imports: [NoticeText, PeopleNames],
  template: `
    @if (single(); as event) {
      <p><wt-notice-text [event]="event" /></p>
    } @else {
      <button type="button" [attr.aria-expanded]="opened()" (click)="opened.set(!opened())">
        @if (comings().came; as names) {
          @if (names.length > 0) {
            <span><wt-people-names [names]="names" />&ngsp;<span i18n="@@notice.came">{names.length, plural, =1 {came in} other {came in}}</span></span>
          }
        }
        @if (comings().visited; as names) {
          @if (names.length > 0) {
            <span><wt-people-names [names]="names" />&ngsp;<span i18n="@@notice.visited">{names.length, plural, =1 {came in and left} other {came in and left}}</span></span>
          }
        }
        @if (comings().left; as names) {
          @if (names.length > 0) {
            <span><wt-people-names [names]="names" />&ngsp;<span i18n="@@notice.left">{names.length, plural, =1 {left the room} other {left the room}}</span></span>
          }
        }
      </button>
      @if (opened()) {
        <ul>
          @for (event of events(); track event.seq) {
            <li><wt-notice-text [event]="event" /> <time>{{ timeOf(event.at) }}</time></li>
          }
        </ul>
      }
    }
  `,
  styles: `
    :host { display: block; color: var(--ink-faint); font-size: var(--step--2) }
    button { display: inline; padding: 0; color: inherit; font-size: inherit; line-height: inherit; text-align: start }
    button:hover { color: var(--ink) }
    button > span + span::before { content: ' · ' }
    button::after { content: ' ▸' / '' }
    button[aria-expanded='true']::after { content: ' ▾' / '' }
    li { padding: 0.15rem 0 }
    time { margin-inline-start: 0.35rem; font-variant-numeric: tabular-nums }
    @media (pointer: coarse) { button { min-height: 2.75rem } }
  `,
})
export class NoticeRow {
  readonly events = input.required<readonly Notice[]>();
  protected readonly opened = signal(false);
  protected readonly single = computed(() => (this.events().length === 1 ? this.events()[0] : undefined));
  protected readonly comings = computed(() => comingsOf(this.events()));
  protected readonly countOf = countOf;
  protected readonly timeOf = timeOf;
}
