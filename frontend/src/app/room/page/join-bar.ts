import { Component, input, signal } from '@angular/core';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';

/** In the place of the composer, for whoever looks at a room that they are not in. */
@Component({
  selector: 'wt-join-bar',
  template: `
    <p class="problem" role="alert">{{ problem() }}</p>
    <div>
      <p i18n="@@join.looking">You are looking at this room. Join it to write here.</p>
      <button type="button" class="button primary" [attr.aria-disabled]="busy()" (click)="enter()" i18n="@@join.join">Join room</button>
    </div>
  `,
  styles: `
    div { display: flex; align-items: center; justify-content: space-between; flex-wrap: wrap; gap: var(--space-3); padding: var(--space-3) var(--space-4); border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--ink-soft) }
    .problem:empty { display: none }
  `,
})
export class JoinBar {
  /** Comes in, or fails with a `CommandError`. */
  readonly join = input.required<() => Promise<void>>();
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  protected async enter(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.join()();
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    } finally {
      this.busy.set(false);
    }
  }
}
