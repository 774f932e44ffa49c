import { Component, afterNextRender, computed, effect, inject, untracked, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { Title } from '@angular/platform-browser';
import { ActivatedRoute, NavigationEnd, Router, RouterOutlet } from '@angular/router';
import type { Room } from '@contract/room';
import { filter, map, startWith } from 'rxjs';
import { RoomRegistry } from '../room/page/room-registry';
import { Notifications } from '../notifications/notifications';
import { RoomList } from '../room-list/room-list';
import { Attention } from '../memberships/attention';
import { RoomDirectory } from '../memberships/room-directory';
import { RoomsStore } from '../memberships/rooms-store';
import { HitBar } from '../search/hit-bar';
import { VisitedRooms } from '../memberships/visited-rooms';
import { ConnectionAnnouncer } from '../connection/connection-announcer';
import { Appearance } from '../ui/appearance';
import { Brand } from '../ui/brand';
import { Layout } from '../ui/layout';
import { loadUntilHere } from '../ui/load-until-here';
import { whenIdle } from '../ui/when-idle';
import { AccountMenu } from './account-menu';
import { LeftMessagesCard } from './left-messages-card';
import { OpenDialog } from './open-dialog';
import { ShellDialogs } from './shell-dialogs';
import { type Walk, type Wish, wishOf } from './shortcuts';
import { walkedTo } from './walk-rooms';

/** Joins the list of rooms and the conversation, which do not know each other. */
@Component({
  selector: 'wt-shell',
  imports: [AccountMenu, Brand, ConnectionAnnouncer, HitBar, LeftMessagesCard, Notifications, RoomList, RouterOutlet, ShellDialogs],
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
  protected readonly dialog = inject(OpenDialog);

  /** What is not needed to see and write messages comes after it. */
  protected readonly menu = loadUntilHere(() => import('./account-menu'));
  protected readonly more = loadUntilHere(
    () => import('./needed-later').then(({ loadNeeded }) => loadNeeded()),
    (load) => afterNextRender(() => whenIdle(load)),
  );
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
    const visited = inject(VisitedRooms);
    inject(Appearance);
    const title = inject(Title);
    const attention = inject(Attention);
    effect(() => {
      const { unread } = attention.counts();
      const room = [...this.#rooms.byId().values()].find(({ slug }) => slug === this.current());
      const page = [room?.name ?? (this.#shown()?.data['title'] as string | undefined), 'Wątek'].filter(Boolean).join(' · ');
      title.setTitle(unread === 0 ? page : `(${unread}) ${page}`);
      if (room !== undefined) untracked(() => visited.visit(room.id));
    });
    effect(() => {
      if (this.over() && this.panes.list()) queueMicrotask(() => this.list().focusSearch());
    });
  }

  protected async open(room: Room): Promise<void> {
    this.panes.closeOverlays();
    await this.#router.navigate(['/rooms', room.slug]);
  }

  protected key(event: KeyboardEvent): void {
    const wish = wishOf(event);
    if (wish === null || document.querySelector('dialog[open]') !== null || this.#isLeftToBrowser(wish)) return;
    if (wish === 'close') {
      this.panes.closeOverlays();
      return;
    }
    event.preventDefault();
    this.#do(wish);
  }

  #do(wish: Exclude<Wish, 'close'>): void {
    if (wish === 'search') void this.#router.navigate(['/search']);
    else if (wish === 'find') this.dialog.show('switcher');
    else if (wish === 'keys') this.dialog.show('keys');
    else void this.#walk(wish);
  }

  /** Who asks to search once more wants to search what is on the screen. */
  #isLeftToBrowser(wish: Wish): boolean {
    return wish === 'search' && this.#shown()?.routeConfig?.path === 'search';
  }

  /** Through one's own rooms; whoever has none looks into those of others. */
  async #walk(wish: Walk): Promise<void> {
    const own = this.#rooms.listedOwn();
    const room = walkedTo({ entries: own.length > 0 ? own : this.#rooms.sections().others, current: this.current(), wish });
    if (room !== undefined) await this.open(room);
  }
}
