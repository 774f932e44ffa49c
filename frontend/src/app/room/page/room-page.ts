import { Component, computed, effect, inject, input, signal, untracked } from '@angular/core';
import { Router } from '@angular/router';
import { type Action, may } from '@contract/permissions';
import { SessionStore } from '../../connection/session-store';
import { Memberships } from '../../memberships/memberships';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { hueOf } from '../../ui/colour';
import { Layout } from '../../ui/layout';
import { Composer } from '../composer/composer';
import { PinsPane } from '../pins/pins-pane';
import { BlockedBar } from '../people/blocked-bar';
import { namesOf } from '../people/names-of';
import type { RoomWish } from '../composer/slash-commands';
import { ThreadPane } from '../thread/thread-pane';
import { type ListWish, asksForDate } from '../timeline/list-wish';
import type { WantedAct } from '../timeline/message-acts';
import { isMessage } from '../timeline/timeline-entry';
import { JoinBar } from './join-bar';
import { LazyParts } from './lazy-parts';
import { MessageList } from '../timeline/message-list';
import { UnreadBar } from '../timeline/unread-bar';
import { RoomRegistry } from './room-registry';
import { RoomDrawer } from '../people/room-drawer';
import { ThreadCard } from '../people/thread-card';
import { OpenDialogs } from './open-dialogs';
import { RoomDialogs } from './room-dialogs';
import { RoomFooter } from './room-footer';
import { RoomHeader } from './room-header';
import { RoomProblem } from './room-problem';
import type { RoomStore } from './room-store';

@Component({
  selector: 'wt-room-page',
  imports: [
    BlockedBar,
    Composer,
    JoinBar,
    MessageList,
    PinsPane,
    RoomDialogs,
    RoomDrawer,
    RoomFooter,
    RoomHeader,
    RoomProblem,
    ThreadCard,
    ThreadPane,
    UnreadBar,
  ],
  providers: [OpenDialogs],
  templateUrl: './room-page.html',
  styleUrl: './room-page.css',
  host: { '(document:keydown)': 'keyed($event)' },
})
export class RoomPage {
  readonly #rooms = inject(RoomRegistry);
  readonly #router = inject(Router);
  readonly #session = inject(SessionStore);
  readonly #mine = inject(Memberships);
  protected readonly panes = inject(Layout);
  protected readonly parts = inject(LazyParts);
  protected readonly open = inject(OpenDialogs);

  readonly slug = input.required<string>();
  /** The address names a message by its place in the room. */
  readonly ordinal = input<string>();
  /** Of the query: a chain of answers, or the pins, stand beside the conversation. */
  readonly thread = input<string>();
  readonly side = input<string>();

  readonly #userId = computed(() => this.#session.user()?.id);
  readonly #store = signal<RoomStore | null>(null);
  protected readonly store = this.#store.asReadonly();
  /** The other one of two, where the reader has blocked them. */
  protected readonly blocked = computed(() => {
    const store = this.store();
    const others = store?.room()?.people?.filter(({ id }) => id !== store.key.user.id) ?? [];
    const [other] = others;
    return others.length === 1 && other !== undefined && this.#mine.blocked().some(({ id }) => id === other.id) ? other : null;
  });
  protected readonly names = computed(() => {
    const store = this.store();
    return store === null ? new Map<string, string>() : namesOf(store.members());
  });

  constructor() {
    effect((onCleanup) => {
      const slug = this.slug();
      const store = this.#userId() === undefined ? null : untracked(() => this.#visited(slug));
      this.#store.set(store);
      this.open.closeThoseOfRoom();
      onCleanup(() => store?.reading.leave());
    });
    effect(() => {
      const ordinal = Number(this.ordinal());
      const store = this.store();
      if (Number.isSafeInteger(ordinal) && ordinal > 0 && store?.loaded() === true) untracked(() => store.goTo(ordinal));
    });
  }

  /** The browser's Back closes what lies on top first: nothing stays over the next room either. */
  mayLeave(): boolean {
    const goesBack = this.#router.currentNavigation()?.trigger === 'popstate';
    return !goesBack || !this.panes.closeOverlays();
  }

  protected may(action: Action): boolean {
    const facts = this.store()?.facts() ?? null;
    return facts !== null && may([], action, facts);
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
    else if (wish === 'date') this.open.asksForDate.set(true);
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
    this.open.asksForDate.set(true);
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
    else if (act.type === 'versions') this.open.edited.set(message.id);
    else if (act.type === 'unread') this.store()?.reading.markUnread(message.ordinal);
    else void this.#copy(act.type === 'copy' ? message.body : this.#linkTo(message));
  }

  async #copy(text: string): Promise<void> {
    const { copyText } = await import('../../ui/clipboard');
    await copyText(text);
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

  /** Gives in words why it could not be done. */
  protected readonly obey = async (wish: RoomWish): Promise<string> => {
    try {
      await this.#obey(wish);
      return '';
    } catch (error) {
      return errorText(CommandError.from(error));
    }
  };

  async #obey(wish: RoomWish): Promise<void> {
    if (wish.type === 'leave') return this.leave();
    if (!this.may(wish.type === 'topic' ? 'room.update' : 'member.add')) throw new CommandError('FORBIDDEN', wish.type);
    if (wish.type === 'topic') await this.store()?.setTopic(wish.topic);
    else this.open.shown.set('invite');
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
