import { Component, computed, inject } from '@angular/core';
import { RoomsStore } from '../memberships/rooms-store';

@Component({
  selector: 'wt-no-room',
  template: `
    <main>
      <h1 class="for-readers" translate="no">Wątek</h1>
      <svg viewBox="0 0 120 60" fill="none" aria-hidden="true">
        <path style="--hue: 256" d="M4 10c44 0 40 40 112 40" />
        <path style="--hue: 150" d="M4 30h112" />
        <path style="--hue: 40" d="M4 50c44 0 40-40 112-40" />
      </svg>
      @if (rooms.loaded()) {
        <p>
          @if (any()) {
            <span i18n="@@noRoom.choose">Choose a room, or make a new one.</span>
          } @else {
            <span i18n="@@noRoom.none">There is no room yet. Make the first one in the list.</span>
          }
        </p>
      }
    </main>
  `,
  styles: `
    main { display: grid; place-content: center; justify-items: center; gap: var(--space-4); height: 100%; padding: var(--space-5); color: var(--ink-faint); text-align: center }
    svg { width: 7.5rem }
    path { stroke: var(--strand); stroke-width: 3; stroke-linecap: round }
    p { min-height: 1.5em }
  `,
})
export class NoRoom {
  protected readonly rooms = inject(RoomsStore);
  protected readonly any = computed(() => this.rooms.byId().size > 0);
}
