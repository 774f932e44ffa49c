import { Component, computed, effect, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { DoorInfo } from '../auth/door-info';
import { countOf } from '../i18n/time';
import type { RoomEntry } from '../memberships/room-entries';
import { RoomsStore } from '../memberships/rooms-store';
import { hueOf } from '../ui/colour';
import { Icon } from '../ui/icon';
import { ShareLink } from '../ui/share-link';
import { OpenDialog } from './open-dialog';

/** More are in the list. */
const OFFERED = 5;

/** The middle while no room is open: a way on, whatever there is. */
@Component({
  selector: 'wt-no-room',
  imports: [Icon, RouterLink, ShareLink],
  templateUrl: './no-room.html',
  styleUrl: './no-room.css',
})
export class NoRoom {
  protected readonly rooms = inject(RoomsStore);
  protected readonly dialog = inject(OpenDialog);
  protected readonly info = inject(DoorInfo);
  protected readonly countOf = countOf;
  protected readonly hueOf = hueOf;
  protected readonly address = location.origin;
  /** Nothing is looked for, and there is nothing. */
  protected readonly isEmpty = computed(() => this.rooms.find() === '' && this.rooms.listed().length === 0);
  protected readonly offered = computed(() => {
    const own = this.rooms.listedOwn().toSorted((one, other) => Number(other.unread > 0) - Number(one.unread > 0));
    return (own.length > 0 ? own : this.rooms.sections().others).slice(0, OFFERED);
  });

  constructor() {
    effect(() => {
      if (this.rooms.loaded() && this.isEmpty()) void this.info.load();
    });
  }

  protected hasUnread({ unread }: RoomEntry): boolean {
    return unread > 0;
  }
}
