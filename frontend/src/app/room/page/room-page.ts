import { Component, effect, inject, input, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { SessionStore } from '../../connection/session-store';
import { hueOf } from '../../ui/colour';
import { Layout } from '../../ui/layout';
import { Composer } from '../composer/composer';
import { JoinBar } from './join-bar';
import { MessageList } from '../timeline/message-list';
import { RoomRegistry } from './room-registry';
import { RoomDrawer } from '../people/room-drawer';
import { ThreadCard } from '../people/thread-card';
import { RoomFooter } from './room-footer';
import { RoomHeader } from './room-header';
import { RoomProblem } from './room-problem';
import type { RoomStore } from './room-store';

@Component({
  selector: 'wt-room-page',
  imports: [Composer, JoinBar, MessageList, RoomDrawer, RoomFooter, RoomHeader, RoomProblem, ThreadCard],
  templateUrl: './room-page.html',
  styleUrl: './room-page.css',
})
export class RoomPage {
  readonly #rooms = inject(RoomRegistry);
  readonly #router = inject(Router);
  readonly #session = inject(SessionStore);
  protected readonly panes = inject(Layout);

  readonly slug = input.required<string>();

  readonly #store = signal<RoomStore | null>(null);
  protected readonly store = this.#store.asReadonly();

  constructor() {
    effect((onCleanup) => {
      const slug = this.slug();
      const store = this.#session.user() === null ? null : untracked(() => this.#visited(slug));
      this.#store.set(store);
      // A room that nobody looks at goes on at its end.
      onCleanup(() => store?.follow(true));
    });
  }

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

  #visited(slug: string): RoomStore {
    const store = this.#rooms.open(slug);
    store.visit();
    return store;
  }
}
