import { Component, input, signal } from '@angular/core';
import { MemberForm } from './member-form';
import { NameForm } from './name-form';

/** Two ways in: by a name alone, or by login and password. */
@Component({
  selector: 'wt-entrance',
  imports: [MemberForm, NameForm],
  template: `
    @if (asMember()) {
      @defer (on immediate) {
        <wt-member-form />
      }
    } @else {
      <wt-name-form [action]="action()" />
    }
    <button type="button" class="link" (click)="asMember.set(!asMember())">
      @if (asMember()) {
        <span i18n="@@door.asGuest">Come in with a name only</span>
      } @else {
        <span i18n="@@door.asMember">I have an account</span>
      }
    </button>
  `,
  styles: `
    .link { min-height: 2.75rem; margin-bottom: var(--space-3); color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em }
  `,
})
export class Entrance {
  /** What the button says of whoever comes in by a name. */
  readonly action = input.required<string>();
  protected readonly asMember = signal(false);
}
