import { Component, computed, inject, input, linkedSignal } from '@angular/core';
import type { InvitedRole } from '@contract/invites';
import { AccountForm } from '../connection/account-form';
import { DoorInfo } from './door-info';
import { MemberForm } from './member-form';
import { NameForm } from './name-form';

type Way = 'name' | 'account' | 'member';

/** The ways in that there are: by a name alone, by a new account, by login and password. */
@Component({
  selector: 'wt-entrance',
  imports: [AccountForm, MemberForm, NameForm],
  templateUrl: './entrance.html',
  styles: `
    .link { min-height: 2.75rem; margin: 0 var(--space-4) var(--space-1) 0; color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em }
    .note { margin-bottom: var(--space-3); color: var(--ink-soft) }
    nav { margin-bottom: var(--space-3) }
  `,
})
export class Entrance {
  readonly #info = inject(DoorInfo);
  /** What the button says of whoever comes in by a name. */
  readonly action = input.required<string>();
  readonly invite = input<string>();
  /** What the invitation lets in. */
  readonly admits = input<readonly InvitedRole[]>([]);

  readonly #view = this.#info.view;
  readonly #isOpen = computed(() => (this.#view()?.access ?? 'open') === 'open');
  readonly #takesGuests = computed(() => (this.invite() === undefined ? this.#isOpen() && (this.#view()?.guests ?? true) : this.admits().includes('guest')));
  readonly #takesMembers = computed(() => (this.invite() === undefined ? this.#isOpen() && !this.#takesGuests() : this.admits().includes('member')));
  protected readonly ways = computed<Way[]>(() => [...(this.#takesGuests() ? (['name'] as const) : []), ...(this.#takesMembers() ? (['account'] as const) : []), 'member']);
  protected readonly way = linkedSignal<Way>(() => this.ways()[0] ?? 'member');
  protected readonly others = computed(() => this.ways().filter((way) => way !== this.way()));
  protected readonly isClosed = computed(() => this.invite() === undefined && !this.#isOpen());
  protected readonly needsSetup = computed(() => this.#view()?.needed === true);
  protected readonly make = $localize`:@@account.make:Make an account`;

  constructor() {
    void this.#info.load();
  }
}
