import { Component, type ElementRef, afterNextRender, computed, inject, input, output, signal, viewChild } from '@angular/core';
import type { FoundPerson } from '@contract/rest';
import type { Room } from '@contract/room';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { PeopleStore } from '../../memberships/people-store';
import { Icon } from '../../ui/icon';
import { ShareLink } from '../../ui/share-link';
import { PersonPicker } from '../../ui/person-picker/person-picker';
import { InviteLinks } from '../../memberships/invite-links';

/** Brings people into a room: those one can find by a click, all others by a link. */
@Component({
  selector: 'wt-invite-dialog',
  imports: [Icon, InviteLinks, PersonPicker, ShareLink],
  template: `
    <dialog #dialog class="dialog" closedby="any" aria-labelledby="invite-title" (close)="closed.emit()">
      <header>
        <h2 id="invite-title" i18n="@@invite.title">Invite to <bdi>{{ room().name }}</bdi></h2>
        <button type="button" class="icon-button" (click)="dialog.close()" aria-label="Close" i18n-aria-label="@@close"><wt-icon name="close" /></button>
      </header>
      <h3 i18n="@@invite.byLink">By a link</h3>
      @if (room().visibility === 'public') {
        <p class="note" i18n="@@invite.publicNote">Everybody who can reach this server may come in with it.</p>
        <wt-share-link [address]="address()" />
      } @else {
        <p class="note" i18n="@@invite.privateNote">Whoever has the link may come in and read all that was ever said here.</p>
        <wt-invite-links [roomId]="room().id" />
      }
      <h3 i18n="@@invite.here">People on this server</h3>
      <wt-person-picker [label]="findLabel" [search]="search" [noteOf]="noteOf" (picked)="add($event)" />
      <p class="problem" role="alert">{{ problem() }}</p>
    </dialog>
  `,
  styles: `
    .dialog { width: min(32rem, calc(100vw - 2rem)) }
    h2 { min-width: 0; overflow-wrap: anywhere }
    h3 { margin: var(--space-4) 0 var(--space-1); font-size: var(--step-0) }
    .note { margin-bottom: var(--space-2); color: var(--ink-soft); font-size: var(--step--1) }
    .problem { min-height: 1.25rem; color: var(--bad); font-size: var(--step--1) }
  `,
})
export class InviteDialog {
  readonly #people = inject(PeopleStore);
  readonly room = input.required<Room>();
  readonly closed = output();
  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly findLabel = $localize`:@@people.find:Find somebody by name`;
  protected readonly address = computed(() => `${location.origin}/rooms/${this.room().slug}`);
  protected readonly problem = signal('');
  readonly #added = signal<ReadonlySet<string>>(new Set());

  protected readonly search = (query: string): Promise<FoundPerson[]> => this.#people.search(query, this.room().id);
  protected readonly noteOf = ({ id, member }: FoundPerson): string | null => {
    if (this.#added().has(id)) return $localize`:@@invite.added:brought in`;
    return member ? $localize`:@@invite.inside:is in it` : null;
  };

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected async add({ id }: FoundPerson): Promise<void> {
    this.problem.set('');
    try {
      await this.#people.setMember({ roomId: this.room().id, userId: id, added: true });
      this.#added.update((added) => new Set(added).add(id));
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    }
  }
}
