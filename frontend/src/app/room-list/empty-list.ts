import { Component, inject, output } from '@angular/core';
import { RoomsStore } from '../memberships/rooms-store';
import { Icon } from '../ui/icon';

/** Why no room is listed, and what can be done about it. */
@Component({
  selector: 'wt-empty-list',
  imports: [Icon],
  template: `
    @if (store.find() !== '') {
      <p i18n="@@rooms.noneFound">No room has this in its name.</p>
    } @else {
      <p i18n="@@rooms.none">There is no room yet. Make the first one.</p>
      <button type="button" class="button" (click)="create.emit()">
        <wt-icon name="plus" /><span i18n="@@rooms.makeFirst">Make a room</span>
      </button>
    }
  `,
  styles: `
    p { padding: 0.5rem 0.75rem; color: var(--ink-faint); font-size: var(--step--1) }
    button { margin: 0.25rem 0.75rem }
  `,
})
export class EmptyList {
  protected readonly store = inject(RoomsStore);
  readonly create = output();
}
