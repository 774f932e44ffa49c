import { Component, computed, effect, inject } from '@angular/core';
import { countOf } from '../../i18n/time';
import { SessionStore } from '../../connection/session-store';
import { Brand } from '../../ui/brand';
import { OutboxBudget } from './outbox-budget';
import { OutboxPersistence } from './outbox-persistence';

/**
 * The browser is somebody else now. A page with nothing unsent is loaded anew at once; with something unsent it waits
 * for a click, and says what becomes of it: nothing of one person is ever sent by another.
 */
@Component({
  selector: 'wt-session-changed',
  imports: [Brand],
  templateUrl: './session-changed.html',
  styles: `
    :host { display: grid; place-content: center; justify-items: center; gap: var(--space-4); min-height: 100dvh; padding: var(--space-4); text-align: center; color: var(--ink-soft) }
    p { max-width: 32rem; text-wrap: pretty }
    ul { display: grid; gap: var(--space-2); width: min(32rem, 100%); max-height: 40dvh; overflow-y: auto; text-align: start }
    li { padding: var(--space-2) var(--space-3); border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); color: var(--ink); white-space: pre-wrap; overflow-wrap: anywhere }
  `,
})
export class SessionChanged {
  readonly #session = inject(SessionStore);
  protected readonly budget = inject(OutboxBudget);
  protected readonly lasting = inject(OutboxPersistence).lasting;
  protected readonly countOf = countOf;
  protected readonly unsent = this.budget.messages;
  protected readonly names = computed(() => {
    const state = this.#session.state();
    return state.status === 'changed' ? { was: state.user.name, now: state.now.name } : { was: '', now: '' };
  });

  constructor() {
    effect(() => {
      if (this.unsent() === 0) this.reload();
    });
  }

  protected reload(): void {
    location.reload();
  }
}
