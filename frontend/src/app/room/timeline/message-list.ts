import { Component, DestroyRef, type ElementRef, afterNextRender, afterRenderEffect, computed, effect, inject, input, linkedSignal, output, signal, untracked, viewChild } from '@angular/core';
import type { Author, Message } from '@contract/room-events';
import { Icon } from '../../ui/icon';
import { PageFocus } from '../../ui/page-focus';
import { countOf, dayOf } from '../../i18n/time';
import { Today } from '../../i18n/today';
import { LazyParts } from '../page/lazy-parts';
import type { OutboxItem } from '../outbox/outbox-items';
import type { Conversation } from './conversation';
import { type Destination, type ScrollPlace, wayTo } from './destination';
import { isAtEnd } from './following-intent';
import { watchHands } from './list-hands';
import { ListScroll } from './list-scroll';
import { type ListWish, wishOf } from './list-wish';
import { type MessageAct, type MessageRights, NO_RIGHTS, type WantedAct } from './message-acts';
import { firstFailure } from './history-failure';
import type { Direction, Failures } from './history';
import { MessageAnnouncer } from './message-announcer';
import { MessageRow } from './message-row';
import { NoticeRow } from './notice-row';
import { type Row, type ShownMessage, rangeOf, rowsOf, timeOfRow } from './rows';
import { RowFocus } from './row-focus';
import type { SeenRange } from './seen-ranges';
import { isMessage } from './timeline-entry';
import { reuseRows } from './reuse-rows';
import { Soon } from './soon';

const LOAD_AHEAD_PX = 800;
/** So many fill every screen and what has to be ahead of it. */
const ENOUGH_ROWS = 60;
const MARKED_MS = 2_500;
const LOOK_EVERY_MS = 100;
/** So long the day stays after one has scrolled. */
const DAY_MS = 1_200;

@Component({
  selector: 'wt-message-list',
  imports: [Icon, MessageAnnouncer, MessageRow, NoticeRow],
  templateUrl: './message-list.html',
  styleUrl: './message-list.css',
})
export class MessageList {
  readonly #focus = inject(PageFocus);
  readonly #today = inject(Today);
  protected readonly parts = inject(LazyParts);
  readonly #destroyRef = inject(DestroyRef);
  protected readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  protected readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  protected readonly dayOf = (at: number): string => dayOf(at, this.#today.now());
  protected readonly countOf = countOf;

  readonly self = input.required<Author>();
  readonly log = input.required<Conversation>();
  readonly outbox = input.required<readonly OutboxItem[]>();
  /** The ordinal after which everything is new; null for no line. */
  readonly newAfter = input.required<number | null>();
  readonly loading = input.required<Direction | null>();
  readonly failed = input.required<Failures>();
  readonly hasOlder = input.required<boolean>();
  readonly rights = input<MessageRights>(NO_RIGHTS);
  /** Of the members, by id. */
  readonly names = input<ReadonlyMap<string, string>>(new Map());
  /** Messages that are not on the page and are answered there. */
  readonly quotes = input<ReadonlyMap<string, Message>>(new Map());
  readonly destination = input<Destination | null>(null);
  /** Messages after the last one that was on the screen. */
  readonly below = input(0);
  readonly mayInvite = input(false);
  readonly invite = output();
  readonly act = output<WantedAct>();
  readonly follow = output<boolean>();
  readonly wanted = output<Direction>();
  readonly loadAgain = output<Direction>();
  readonly wish = output<ListWish>();
  /** What is on the screen now. */
  readonly seen = output<SeenRange>();
  /** Where the reader stands. */
  readonly stands = output<ScrollPlace | null>();
  /** The reader has a hand on the list. */
  readonly moved = output();
  readonly retry = output<string>();
  readonly discard = output<string>();
  readonly #window = computed(() => this.log().window);
  protected readonly loaded = computed(() => this.log().epoch !== null);
  protected readonly latest = computed(() => this.#window().latest);
  protected readonly following = computed(() => this.#window().following);
  protected readonly rows = linkedSignal<Row[], Row[]>({
    source: () => {
      const { entries, latest } = this.#window();
      return rowsOf({ entries, outbox: latest ? this.outbox() : [], self: this.self(), newAfter: this.newAfter() });
    },
    computation: (rows, previous) => reuseRows(previous?.value ?? [], rows),
  });
  readonly #known = computed(() => new Map(this.#window().entries.filter(isMessage).map((message) => [message.id, message])));
  /** Pointed at or focused, and how its actions are shown. */
  protected readonly active = signal<{ key: string; how: 'bar' | 'sheet' } | null>(null);
  protected readonly marked = signal<number | null>(null);
  /** Of the row at the top; null where its line is there to be seen. */
  protected readonly dayAbove = signal<number | null>(null);
  protected readonly scrolling = signal(false);

  /** The reader's own newest message says in words what has become of it. */
  protected readonly lastOwn = computed(() => this.rows().findLast((row) => row.kind === 'message' && row.message.own)?.key);
  protected readonly failedBefore = computed(() => firstFailure(this.failed(), ['older']));
  protected readonly failedAfter = computed(() => firstFailure(this.failed(), ['latest', 'newer']));
  protected readonly failedAround = computed(() => firstFailure(this.failed(), ['around']));
  protected readonly away = computed(() => !this.following() || !this.latest());

  #scroll: ListScroll | null = null;
  #reached: Destination | null = null;
  /** Not on the way to somewhere else. */
  get #isThere(): boolean {
    return this.destination() === this.#reached;
  }
  #unmark: ReturnType<typeof setTimeout> | undefined;
  /** Not at every step: it has to be measured. */
  readonly #look = new Soon(() => this.#tellScreen(), LOOK_EVERY_MS);
  readonly #stopped = new Soon(() => this.scrolling.set(false), DAY_MS);
  readonly rowFocus = new RowFocus({ list: () => this.list().nativeElement, active: this.active });

  constructor() {
    afterNextRender(() => (this.#scroll ??= this.#attached()));
    // Rows have changed: everything is measured before anything is moved.
    afterRenderEffect({
      earlyRead: () => {
        this.rows();
        return this.following() ? null : { drift: this.#scroll?.drifted() ?? null };
      },
      write: (stays) => this.#hold(stays()),
      read: () => {
        this.rows();
        untracked(() => this.#loadAhead());
        this.#look.soon();
      },
    });
    afterRenderEffect(() => {
      const [destination] = [this.destination(), this.rows(), this.loading()];
      if (destination !== null && destination !== this.#reached) untracked(() => this.#go(destination));
    });
    effect(() => {
      if (this.#focus.focused()) this.#look.soon();
    });
    this.#destroyRef.onDestroy(() => {
      clearTimeout(this.#unmark);
      this.#look.cancel();
      this.#stopped.cancel();
    });
  }

  protected quoteOf({ replyTo }: ShownMessage): Message | null {
    return replyTo === null ? null : (this.#known().get(replyTo) ?? this.quotes().get(replyTo) ?? null);
  }

  protected acted(message: ShownMessage, act: MessageAct): void {
    this.active.set(null);
    this.act.emit({ message, act });
  }

  protected closeActions(): void {
    this.active.set(null);
    this.rowFocus.keep();
  }

  protected keyed(event: KeyboardEvent): void {
    this.rowFocus.walk(event);
    const wish = event.defaultPrevented ? null : wishOf(event);
    if (wish === null || (wish === 'read' && this.newAfter() === null)) return;
    event.preventDefault();
    event.stopPropagation();
    this.wish.emit(wish);
  }

  protected scrolled(): void {
    const scroll = this.#scroll;
    if (scroll === null) return;
    const follows = scroll.scrolled();
    if (this.#isThere) {
      this.stands.emit(scroll.place);
      if (follows !== null) this.follow.emit(follows && this.latest());
    }
    this.dayAbove.set(timeOfRow(this.rows()[scroll.first()]));
    this.scrolling.set(true);
    this.#stopped.cancel();
    this.#stopped.soon();
    this.#loadAhead();
    this.#look.soon();
  }

  #attached(): ListScroll {
    const scroller = this.scroller().nativeElement;
    const rows = this.list().nativeElement;
    const scroll = new ListScroll(scroller, rows);
    const forget = watchHands(scroller, { up: () => this.follow.emit(false), moved: () => this.moved.emit() });
    // Rows, too, change their height without another row: what is in them comes later than they do.
    const observer = typeof ResizeObserver === 'function' ? new ResizeObserver(() => this.#hold(this.following() ? null : { drift: scroll.drifted() })) : null;
    for (const element of [scroller, rows]) observer?.observe(element);
    this.#destroyRef.onDestroy(() => {
      forget();
      observer?.disconnect();
    });
    return scroll;
  }

  #go(destination: Destination): void {
    this.#scroll ??= this.#attached();
    const list = this.list().nativeElement;
    const way = wayTo(destination, { list, rows: this.rows(), latest: this.latest(), isStill: this.loaded() && this.loading() === null, isLost: this.failedAround() !== null });
    if (way === null) return;
    this.#reached = destination;
    if (way === 'end') this.follow.emit(this.latest());
    else this.#show(way, { scroll: this.#scroll, destination });
    this.#look.soon();
  }

  #show(row: HTMLElement, { scroll, destination }: { scroll: ListScroll; destination: Destination }): void {
    scroll.show(row, destination.to === 'place' ? destination.offset : scroll.quarter);
    const isEndKnown = this.latest() && (destination.to !== 'message' || this.log().phase === 'live');
    this.follow.emit(isEndKnown && isAtEnd(scroll.geometry));
    this.stands.emit(scroll.place);
    if (destination.to === 'message') this.#mark(destination.ordinal, row);
  }

  #mark(ordinal: number, row: HTMLElement): void {
    this.marked.set(ordinal);
    clearTimeout(this.#unmark);
    this.#unmark = setTimeout(() => this.marked.set(null), MARKED_MS);
    row.querySelector('article')?.focus({ preventScroll: true });
  }

  /** At the end, or where what is read stays where it is. */
  #hold(stays: { drift: number | null } | null): void {
    if (stays === null) this.#scroll?.toEnd();
    else if (stays.drift !== null) this.#scroll?.moveTo(stays.drift);
  }

  #loadAhead(): void {
    const isFull = this.following() && this.#window().entries.length > ENOUGH_ROWS;
    if (!this.loaded() || isFull || !this.#isThere || this.#scroll === null) return;
    const { top, height, view } = this.#scroll.geometry;
    if (top < LOAD_AHEAD_PX) this.wanted.emit('older');
    if (height - top - view < LOAD_AHEAD_PX) this.wanted.emit('newer');
  }

  #tellScreen(): void {
    if (!this.loaded() || !this.#isThere || this.#scroll === null) return;
    const { first, last } = this.#scroll.visible();
    const seen = rangeOf(this.rows().slice(first, last + 1));
    if (seen !== null) this.seen.emit(seen);
  }
}
