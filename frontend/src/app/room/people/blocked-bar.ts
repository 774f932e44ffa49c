import { Component, inject, input, signal } from '@angular/core';
import type { RoomPerson } from '@contract/room';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { PeopleStore } from '../../memberships/people-store';

/** In the place of the composer, where one wants nothing from the other. */
@Component({
  selector: 'wt-blocked-bar',
  template: `
    <p i18n="@@blocked.note">You have blocked <bdi>{{ person().name }}</bdi>. Nothing more can be said here.</p>
    <button type="button" class="button" (click)="unblock()" i18n="@@person.unblock">Block no more</button>
    <p class="problem" role="alert">{{ problem() }}</p>
  `,
  styles: `
    :host { display: flex; flex-wrap: wrap; align-items: center; gap: var(--space-3); min-height: 3.5rem; padding: var(--space-2) var(--space-4); border: 1px solid var(--line); border-radius: var(--radius-large); background: var(--sunken) }
    p { flex: 1 1 14rem; color: var(--ink-soft) }
    .problem:empty { display: none }
    .problem { color: var(--bad) }
  `,
})
export class BlockedBar {
  readonly #people = inject(PeopleStore);
  readonly person = input.required<RoomPerson>();
  protected readonly problem = signal('');

  protected async unblock(): Promise<void> {
    try {
      await this.#people.block(this.person().id, false);
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    }
  }
}
