import { Component, type ElementRef, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import type { Hook, HookMade } from '@contract/hooks';
import { LIMITS } from '@contract/limits';
import type { Room } from '@contract/room';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { fullTimeOf } from '../../i18n/time';
import { HooksStore } from '../../memberships/hooks-store';
import { CopyButton } from '../../ui/copy-button';

/** Addresses by which programs write in the room. */
@Component({
  selector: 'wt-room-hooks',
  imports: [CopyButton],
  templateUrl: './room-hooks.html',
  styles: `
    :host { display: block; margin-top: var(--space-4); padding-top: var(--space-3); border-top: 1px solid var(--line) }
    .note, small { color: var(--ink-soft); font-size: var(--step--1) }
    small { display: block }
    li { display: flex; align-items: center; justify-content: space-between; gap: var(--space-3); min-height: 3rem }
    label { display: block; margin-top: var(--space-2); font-weight: 600 }
    .row { display: flex; flex-wrap: wrap; gap: var(--space-2); margin-top: var(--space-1) }
    .field { flex: 1 1 10rem }
    .made { margin: var(--space-2) 0; padding: var(--space-3); border-radius: var(--radius); background: var(--accent-soft) }
    pre { overflow-x: auto; margin: var(--space-2) 0; padding: var(--space-2); border-radius: var(--radius-small); background: var(--surface); font-size: var(--step--1) }
    .problem { min-height: 1.5rem; color: var(--bad); font-size: var(--step--1) }
  `,
})
export class RoomHooks {
  protected readonly store = inject(HooksStore);
  readonly room = input.required<Room>();
  protected readonly name = viewChild.required<ElementRef<HTMLInputElement>>('name');
  protected readonly hooks = signal<readonly Hook[] | null>(null);
  protected readonly made = signal<HookMade | null>(null);
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly longest = LIMITS.userNameLength;

  constructor() {
    effect(() => {
      const { id } = this.room();
      untracked(() => void this.#try(async () => this.hooks.set(await this.store.list(id))));
    });
  }

  protected usedWords({ usedAt }: Hook): string {
    return usedAt === null ? $localize`:@@hooks.unused:never used` : $localize`:@@hooks.used:last used ${fullTimeOf(usedAt)}:moment:`;
  }

  /** Works as it stands in a shell. */
  protected exampleOf(hook: HookMade): string {
    return `curl -H 'content-type: text/plain' -d '${$localize`:@@hooks.hello:Hello from a program`}' ${this.store.addressOf(hook)}`;
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    const field = this.name().nativeElement;
    if (this.busy()) return;
    if (field.value.trim() === '') return this.problem.set($localize`:@@hooks.nameMissing:Give the program a name: what it writes stands under it.`);
    await this.#try(async () => {
      const made = await this.store.create(this.room().id, field.value.trim());
      this.made.set(made);
      this.hooks.update((hooks) => [...(hooks ?? []), made]);
      field.value = '';
    });
  }

  protected end(hook: Hook): Promise<void> {
    return this.#try(async () => {
      await this.store.end(hook);
      this.hooks.update((hooks) => hooks?.filter(({ id }) => id !== hook.id) ?? null);
      if (this.made()?.id === hook.id) this.made.set(null);
    });
  }

  async #try(work: () => Promise<void>): Promise<void> {
    this.busy.set(true);
    this.problem.set('');
    await work().catch((error: unknown) => this.problem.set(errorText(CommandError.from(error))));
    this.busy.set(false);
  }
}
