import { Component, type ElementRef, afterNextRender, computed, inject, output, signal, viewChild } from '@angular/core';
import { LIMITS } from '@contract/limits';
import type { FoundPerson } from '@contract/rest';
import type { Room } from '@contract/room';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { PeopleStore } from '../memberships/people-store';
import { Icon } from '../ui/icon';
import { PersonPicker } from '../ui/person-picker/person-picker';

/** Whom to talk to alone: one, or a few together. */
@Component({
  selector: 'wt-new-direct-dialog',
  imports: [Icon, PersonPicker],
  template: `
    <dialog #dialog class="dialog" closedby="any" aria-labelledby="new-direct-title" (close)="closed.emit()">
      <header>
        <h2 id="new-direct-title" i18n="@@directs.new">New conversation</h2>
        <button type="button" class="icon-button" (click)="dialog.close()" aria-label="Close" i18n-aria-label="@@close"><wt-icon name="close" /></button>
      </header>
      <p class="note" i18n="@@directs.note">With one person or up to nine. The same people always find the same conversation.</p>
      @if (chosen().length > 0) {
        <ul class="chosen">
          @for (person of chosen(); track person.id) {
            <li>
              <button type="button" class="button" (click)="toggle(person)" [attr.aria-label]="removeLabel(person)"><bdi>{{ person.name }}</bdi><wt-icon name="close" /></button>
            </li>
          }
        </ul>
      }
      <wt-person-picker [label]="findLabel" [search]="search" [chosen]="ids()" [noteOf]="noteOf" (picked)="toggle($event)" />
      <p class="problem" role="alert">{{ problem() }}</p>
      <footer>
        <button type="button" class="button" (click)="dialog.close()" i18n="@@cancel">Cancel</button>
        <button type="button" class="button primary" [attr.aria-disabled]="chosen().length === 0 || busy()" (click)="open()" i18n="@@directs.open">Open the conversation</button>
      </footer>
    </dialog>
  `,
  styles: `
    .dialog { width: min(27rem, calc(100vw - 2rem)) }
    .note { margin-bottom: var(--space-3); color: var(--ink-soft); font-size: var(--step--1) }
    .chosen { display: flex; flex-wrap: wrap; gap: var(--space-1); margin-bottom: var(--space-2) }
    .chosen .button { min-height: 2.25rem; padding: 0 0.6rem; background: var(--accent-soft) }
    .problem { min-height: 1.25rem; color: var(--bad); font-size: var(--step--1) }
    footer { display: flex; justify-content: flex-end; gap: var(--space-2); margin-top: var(--space-2) }
  `,
})
export class NewDirectDialog {
  readonly #people = inject(PeopleStore);
  readonly opened = output<Room>();
  readonly closed = output();
  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly picker = viewChild.required<PersonPicker<FoundPerson>>(PersonPicker);
  protected readonly findLabel = $localize`:@@people.find:Find somebody by name`;
  protected readonly chosen = signal<readonly FoundPerson[]>([]);
  protected readonly ids = computed(() => new Set(this.chosen().map(({ id }) => id)));
  protected readonly problem = signal('');
  protected readonly busy = signal(false);

  protected readonly search = (query: string): Promise<FoundPerson[]> => this.#people.search(query);
  protected readonly noteOf = ({ id }: FoundPerson): string | null => {
    const isFull = this.chosen().length >= LIMITS.directPeople - 1 && !this.ids().has(id);
    return isFull ? $localize`:@@directs.full:no more fit in` : null;
  };

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
      this.picker().focus();
    });
  }

  protected toggle(person: FoundPerson): void {
    this.chosen.update((chosen) => (this.ids().has(person.id) ? chosen.filter(({ id }) => id !== person.id) : [...chosen, person]));
  }

  protected removeLabel({ name }: FoundPerson): string {
    return $localize`:@@directs.without:Without ${name}:name:`;
  }

  protected async open(): Promise<void> {
    if (this.chosen().length === 0 || this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      const room = await this.#people.openDirect([...this.ids()]);
      this.dialog().nativeElement.close();
      this.opened.emit(room);
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    } finally {
      this.busy.set(false);
    }
  }
}
