import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { FailureCode } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { Icon } from '../../ui/icon';

const DECIDED: ReadonlySet<FailureCode> = new Set<FailureCode>(['NOT_FOUND', 'FORBIDDEN', 'NOT_A_MEMBER', 'INVALID']);

@Component({
  selector: 'wt-room-problem',
  imports: [Icon, RouterLink],
  template: `
    <div role="alert">
      <wt-icon [name]="curable() ? 'alert' : 'lock'" />
      <p class="what">{{ words() }}</p>
      @if (curable()) {
        <button type="button" class="button primary" (click)="again.emit()" i18n="@@tryAgain">Try again</button>
      }
      <a class="button" routerLink="/" i18n="@@problem.back">To all rooms</a>
    </div>
  `,
  styles: `
    :host { display: grid; place-items: center; padding: var(--space-5); grid-row: 2 / 4 }
    div { display: grid; justify-items: center; gap: var(--space-4); text-align: center; color: var(--ink-soft) }
    wt-icon { width: 2.25rem; height: 2.25rem; color: var(--ink-faint) }
    a { text-decoration: none; color: var(--ink) }
  `,
})
export class RoomProblem {
  readonly code = input.required<FailureCode>();
  readonly again = output();
  /** Nothing that the server has decided about this room. */
  protected readonly curable = computed(() => !DECIDED.has(this.code()));
  protected readonly words = computed(() => {
    if (this.code() === 'NOT_FOUND') return $localize`:@@problem.notFound:There is no such room, or it is private and you are not a member.`;
    if (this.code() === 'FORBIDDEN') return $localize`:@@problem.forbidden:This room is private, and you are not a member.`;
    return errorText({ code: this.code() });
  });
}
