import { Component, ElementRef, computed, effect, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { countOf } from '../i18n/time';
import type { RoomEntry } from '../memberships/room-entries';
import { SessionStore } from '../connection/session-store';
import { Avatar } from '../ui/avatar';
import { hueOf } from '../ui/colour';
import { Icon } from '../ui/icon';

/** One room of the list: an own one with what is unread, another one with who is there. */
@Component({
  selector: 'wt-room-link',
  imports: [Avatar, Icon, RouterLink],
  templateUrl: './room-link.html',
  styleUrl: './room-link.css',
})
export class RoomLink {
  readonly #session = inject(SessionStore);
  readonly entry = input.required<RoomEntry>();
  readonly current = input.required<boolean>();
  readonly chosen = output();
  protected readonly hue = computed(() => hueOf(this.entry().room.id));
  /** The other one of two, or somebody of a few. */
  protected readonly other = computed(() => this.entry().room.people?.find(({ id }) => id !== this.#session.user()?.id));
  protected readonly countOf = countOf;

  constructor() {
    const { nativeElement } = inject<ElementRef<HTMLElement>>(ElementRef);
    // Walking by keys shall not leave the sight of whoever walks.
    effect(() => {
      if (this.current()) nativeElement.scrollIntoView({ block: 'nearest' });
    });
  }
}
