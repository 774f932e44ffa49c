import { Component, afterNextRender, computed, effect, inject, signal, untracked, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, NavigationEnd, Router, RouterOutlet } from '@angular/router';
import type { Room } from '@contract/room';
import { filter, map, startWith } from 'rxjs';
import { RoomRegistry } from '../room/page/room-registry';
import { Notifications } from '../notifications/notifications';
import { NewRoomDialog } from '../room-list/new-room-dialog';
import { RoomList } from '../room-list/room-list';
import { Attention } from '../memberships/attention';
import { RoomDirectory } from '../memberships/room-directory';
import { RoomsStore } from '../memberships/rooms-store';
import { ConnectionAnnouncer } from '../connection/connection-announcer';
import { Appearance } from '../ui/appearance';
import { Brand } from '../ui/brand';
import { Layout } from '../ui/layout';
import { whenIdle } from '../ui/when-idle';
import { AccountMenu } from './account-menu';
import { LeftMessagesCard } from './left-messages-card';
import { KeysDialog } from './keys-dialog';
import { wishOf } from './shortcuts';

/** Joins the list of rooms and the conversation, which do not know each other. */
@Component({
  selector: 'wt-shell',
  imports: [AccountMenu, Brand, ConnectionAnnouncer, KeysDialog, LeftMessagesCard, NewRoomDialog, Notifications, RoomList, RouterOutlet],
  templateUrl: './shell.html',
  styleUrl: './shell.css',
  host: { '(document:keydown)': 'key($event)', '[class.in-room]': 'away()' },
})
export class Shell {
  readonly #router = inject(Router);
  readonly #route = inject(ActivatedRoute);
  readonly #rooms = inject(RoomsStore);
  protected readonly panes = inject(Layout);
  protected readonly list = viewChild.required(RoomList);
  /** Of the dialogs, which are loaded when there is time or one is wanted. */
  protected readonly wanted = signal<'room' | 'keys' | null>(null);
  protected readonly newRoom = viewChild<NewRoomDialog>('newRoom');
  protected readonly keys = viewChild<KeysDialog>('keys');

  /** What is not needed to see and write messages comes after it. */
  protected readonly idle = signal(false);
  readonly #shown = toSignal(
    this.#router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      startWith(null),
      map(() => this.#route.snapshot.firstChild),
    ),
    { requireSync: true },
  );
  protected readonly current = computed(() => this.#shown()?.paramMap.get('slug') ?? '');
  /** A room, or another page beside the list: where there is one pane at a time, it is this one. */
  protected readonly away = computed(() => (this.#shown()?.url.length ?? 0) > 0);
  /** Slid over the page; without one the list is simply there. */
  protected readonly over = computed(() => this.panes.compact() && this.away());

  constructor() {
    // What an earlier page could not send is sent now, whichever room is looked at first.
    inject(RoomRegistry);
    const directory = inject(RoomDirectory);
    effect(() => directory.show(!this.over() || this.panes.list()));
    inject(Appearance);
    const title = inject(Title);
    const attention = inject(Attention);
    effect(() => {
      const { unread } = attention.counts();
      const name = [...this.#rooms.byId().values()].find(({ slug }) => slug === this.current())?.name;
      const page = [name ?? (this.#shown()?.data['title'] as string | undefined), 'Wątek'].filter(Boolean).join(' · ');
      title.setTitle(unread === 0 ? page : `(${unread}) ${page}`);
    });
    effect(() => {
      const wanted = this.wanted();
      const dialog = wanted === 'room' ? this.newRoom() : this.keys();
      if (wanted === null || dialog === undefined) return;
      this.wanted.set(null);
      untracked(() => dialog.open());
    });
    afterNextRender(() => whenIdle(() => this.#loadTheRest()));
    effect(() => {
      if (this.over() && this.panes.list()) queueMicrotask(() => this.list().focusSearch());
    });
  }

  /** Settings too: without a connection they are wanted as well. */
  #loadTheRest(): void {
    this.idle.set(true);
    void import('../settings/settings').catch(() => undefined);
  }

  protected async open(room: Room): Promise<void> {
    this.panes.closeOverlays();
    await this.#router.navigate(['/rooms', room.slug]);
  }

  protected key(event: KeyboardEvent): void {
    const wish = wishOf(event);
    if (wish === null || document.querySelector('dialog[open]') !== null) return;
    if (wish === 'close') {
      this.panes.closeOverlays();
      return;
    }
    event.preventDefault();
    if (wish === 'find') this.#find();
    else if (wish === 'keys') this.wanted.set('keys');
    else void this.#walk(wish === 'next' ? 1 : -1);
  }

  async #walk(step: 1 | -1): Promise<void> {
    const rooms = this.#rooms.listed();
    const at = rooms.findIndex(({ slug }) => slug === this.current());
    const room = at < 0 ? rooms[0] : rooms[(at + step + rooms.length) % rooms.length];
    if (room !== undefined) await this.open(room);
  }

  #find(): void {
    if (this.over()) this.panes.showList(true);
    queueMicrotask(() => this.list().focusSearch());
  }
}
