import { Component, afterNextRender, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { SessionStore } from '../../connection/session-store';
import { hueOf } from '../../ui/colour';
import { Layout } from '../../ui/layout';
import { whenIdle } from '../../ui/when-idle';
import { Composer } from '../composer/composer';
import { PinsPane } from '../pins/pins-pane';
import { namesOf } from '../people/names-of';
import { ThreadPane } from '../thread/thread-pane';
import { type ListWish, asksForDate } from '../timeline/list-wish';
import type { WantedAct } from '../timeline/message-acts';
import { isMessage } from '../timeline/timeline-entry';
import { ChangesDialog, type ChangesSince } from '../changes/changes-dialog';
import { DateDialog } from './date-dialog';
import { DeleteDialog } from './delete-dialog';
import { JoinBar } from './join-bar';
import { LazyParts } from './lazy-parts';
import { MessageList } from '../timeline/message-list';
import { UnreadBar } from '../timeline/unread-bar';
import { RoomRegistry } from './room-registry';
import { RoomDrawer } from '../people/room-drawer';
import { ThreadCard } from '../people/thread-card';
import { RoomFooter } from './room-footer';
import { RoomHeader } from './room-header';
import { RoomProblem } from './room-problem';
import type { RoomStore } from './room-store';

/** Loaded when they are needed, and before that as soon as there is time: without a connection they are wanted as well. */
const NEEDED_LATER = [
  () => import('../changes/changes-dialog'),
  () => import('./date-dialog'),
  () => import('./delete-dialog'),
  () => import('../thread/thread-pane'),
  () => import('../pins/pins-pane'),
];

@Component({
  selector: 'wt-room-page',
  imports: [ChangesDialog, Composer, DateDialog, DeleteDialog, JoinBar, MessageList, PinsPane, RoomDrawer, RoomFooter, RoomHeader, RoomProblem, ThreadCard, ThreadPane, UnreadBar],
  templateUrl: './room-page.html',
  styleUrl: './room-page.css',
  host: { '(document:keydown)': 'keyed($event)' },
})
export class RoomPage {
  readonly #rooms = inject(RoomRegistry);
  readonly #router = inject(Router);
  readonly #session = inject(SessionStore);
  protected readonly panes = inject(Layout);
  protected readonly parts = inject(LazyParts);

  readonly slug = input.required<string>();
  /** The address names a message by its place in the room. */
  readonly ordinal = input<string>();
  /** Of the query: a chain of answers, or the pins, stand beside the conversation. */
  readonly thread = input<string>();
  readonly side = input<string>();

  readonly #store = signal<RoomStore | null>(null);
  protected readonly store = this.#store.asReadonly();
  protected readonly asksForDate = signal(false);
  /** What has happened since then is asked for. */
  protected readonly changes = signal<ChangesSince | null>(null);
  protected readonly names = computed(() => {
    const store = this.store();
    return store === null ? new Map<string, string>() : namesOf(store.members());
  });

  constructor() {
    afterNextRender(() => whenIdle(() => void Promise.all(NEEDED_LATER.map((load) => load())).catch(() => undefined)));
    effect((onCleanup) => {
      const slug = this.slug();
      const store = this.#session.user() === null ? null : untracked(() => this.#visited(slug));
      this.#store.set(store);
      onCleanup(() => store?.reading.leave());
    });
    effect(() => {
      const ordinal = Number(this.ordinal());
      const store = this.store();
      if (Number.isSafeInteger(ordinal) && ordinal > 0 && store?.loaded() === true) untracked(() => store.goTo(ordinal));
    });
  }

  protected acted(wanted: WantedAct): void {
    const { message, act } = wanted;
    const { id } = message;
    const store = this.store();
    if (store === null || id === null) return;
    const { actions } = store;
    if (act.type === 'pin' || act.type === 'reaction') actions.change({ ...act, id });
    else if (act.type === 'reply' || act.type === 'edit') actions.compose(act.type, message);
    else if (act.type === 'delete') actions.askToDelete(message);
    else this.#read(wanted);
  }

  protected wished(wish: ListWish): void {
    const store = this.store();
    if (wish === 'read') store?.reading.markRead();
    else if (wish === 'date') this.asksForDate.set(true);
    else this.travel(wish === 'latest' ? null : 1);
  }

  /** To a message, which the address then names; null for the latest. */
  protected travel(ordinal: number | null): void {
    const store = this.store();
    if (ordinal === null) store?.navigation.toEnd();
    else if (this.ordinal() === `${ordinal}`) store?.goTo(ordinal);
    else void this.#router.navigate(['/rooms', this.slug(), ordinal], { queryParamsHandling: 'preserve' });
  }

  protected keyed(event: KeyboardEvent): void {
    if (!asksForDate(event) || this.store()?.loaded() !== true || document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    this.asksForDate.set(true);
  }

  protected closeSide(): void {
    void this.#show({});
  }

  protected jumpTo(ordinal: number): void {
    this.store()?.goTo(ordinal);
    if (this.panes.compact()) this.closeSide();
  }

  #read({ message, act }: WantedAct): void {
    if (act.type === 'thread') void this.#show({ thread: message.id ?? '' });
    else if (act.type === 'jump') this.#jumpToAnswered(message);
    else if (act.type === 'unread') this.store()?.reading.markUnread(message.ordinal);
    else void navigator.clipboard.writeText(act.type === 'copy' ? message.body : this.#linkTo(message));
  }

  #linkTo({ ordinal }: WantedAct['message']): string {
    return `${location.origin}/rooms/${this.slug()}/${ordinal ?? ''}`;
  }

  #jumpToAnswered({ id, replyTo }: WantedAct['message']): void {
    const store = this.store();
    const here = store?.log.window().entries.filter(isMessage).find((one) => one.id === replyTo);
    const answered = here ?? store?.quotes.known().get(replyTo ?? '');
    if (answered !== undefined) store?.goTo(answered.ordinal);
    else void this.#show({ thread: id ?? '' });
  }

  async #show(queryParams: { thread?: string }): Promise<void> {
    this.panes.closeOverlays();
    await this.#router.navigate(['/rooms', this.slug()], { queryParams });
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
    store.reading.visit();
    return store;
  }
}
