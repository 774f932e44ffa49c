import { Component, computed, effect, inject, input, output } from '@angular/core';
import type { InvitedRole } from '@contract/invites';
import { DoorInfo } from './door-info';
import type { WayIn } from './way-in';

/** What else than a name leads in, by what the server and the invitation allow. Comes after the form that most need. */
@Component({
  selector: 'wt-other-ways',
  templateUrl: './other-ways.html',
  styles: `
    .link { min-height: 2.75rem; margin: 0 var(--space-4) var(--space-1) 0; color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em }
    .note { margin-bottom: var(--space-3); color: var(--ink-soft) }
    nav { margin-bottom: var(--space-3) }
  `,
})
export class OtherWays {
  readonly #info = inject(DoorInfo);
  readonly way = input.required<WayIn>();
  readonly chosen = output<WayIn>();
  readonly invite = input<string>();
  readonly admits = input<readonly InvitedRole[]>([]);

  readonly #view = this.#info.view;
  readonly #isOpen = computed(() => (this.#view()?.access ?? 'open') === 'open');
  readonly #takesGuests = computed(() => (this.invite() === undefined ? this.#isOpen() && (this.#view()?.guests ?? true) : this.admits().includes('guest')));
  readonly #takesMembers = computed(() => (this.invite() === undefined ? this.#isOpen() && !this.#takesGuests() : this.admits().includes('member')));
  readonly #ways = computed<WayIn[]>(() => [...(this.#takesGuests() ? (['name'] as const) : []), ...(this.#takesMembers() ? (['account'] as const) : []), 'member']);
  protected readonly others = computed(() => this.#ways().filter((way) => way !== this.way()));
  protected readonly isClosed = computed(() => this.invite() === undefined && !this.#isOpen());
  protected readonly needsSetup = computed(() => this.#view()?.needed === true);

  constructor() {
    void this.#info.load();
    effect(() => {
      const [first = 'member'] = this.#ways();
      if (!this.#ways().includes(this.way())) this.chosen.emit(first);
    });
  }
}
