import { Component, computed, inject, input, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { SessionStore } from '../session/session-store';
import { hueOf } from '../shared/hue';
import { Panes } from '../shared/panes';
import { Composer } from './composer';
import { MessageList } from './message-list';
import { OpenRooms } from './open-rooms';
import { RoomDrawer } from './room-drawer';
import { RoomFooter } from './room-footer';
import { RoomHeader } from './room-header';
import { RoomProblem } from './room-problem';

@Component({
  selector: 'wt-room-page',
  imports: [Composer, MessageList, RoomDrawer, RoomFooter, RoomHeader, RoomProblem],
  templateUrl: './room-page.html',
  styleUrl: './room-page.css',
})
export class RoomPage {
  readonly #rooms = inject(OpenRooms);
  readonly #router = inject(Router);
  readonly #session = inject(SessionStore);
  protected readonly panes = inject(Panes);

  readonly slug = input.required<string>();

  protected readonly store = computed(() => {
    const slug = this.slug();
    return this.#session.user() === null ? null : untracked(() => this.#visited(slug));
  });

  protected hue(): number | null {
    const room = this.store()?.room();
    return room ? hueOf(room.id) : null;
  }

  protected readonly leave = async (): Promise<void> => {
    const store = this.store();
    if (store === null) return;
    await store.leave();
    this.panes.closeOverlays();
    await this.#router.navigate(['/']);
    this.#rooms.close(store);
  };

  #visited(slug: string): ReturnType<OpenRooms['open']> {
    const store = this.#rooms.open(slug);
    store.visit();
    return store;
  }
}
