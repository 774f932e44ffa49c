import { Component, DestroyRef, type ElementRef, afterNextRender, afterRenderEffect, computed, effect, inject, input, linkedSignal, output, signal, untracked, viewChild } from '@angular/core';
import type { Author, Message } from '@contract/room-events';
import { Icon } from '../../ui/icon';
import { PageFocus } from '../../ui/page-focus';
import { errorText } from '../../api/error-text';
import { countOf, dayOf } from '../../i18n/time';
import type { OutboxItem } from '../outbox/outbox-items';
import type { Conversation } from './conversation';
import { type MessageAct, type MessageRights, NO_RIGHTS, type WantedAct } from './message-acts';
import type { Target } from './destination';
import type { Direction, Failures } from './history';
import { MessageRow } from './message-row';
import { NoticeText } from './notice-text';
import { type Row, type ShownMessage, rowsOf } from './rows';
import { ReadingPosition, lastVisibleKey } from './reading-position';
import { RowFocus } from './row-focus';
import { isMessage } from './timeline-entry';
import { reuseRows } from './reuse-rows';
import { ScrollAnchor } from './scroll-anchor';

/** Rounding; whoever is further away has scrolled there. */
const AT_END_PX = 4;
const LOAD_AHEAD_PX = 800;
const MARKED_MS = 2_500;

interface Failure {
  direction: Direction;
  words: string;
}

@Component({
  selector: 'wt-message-list',
  imports: [Icon, MessageRow, NoticeText],
  templateUrl: './message-list.html',
  styleUrl: './message-list.css',
})
export class MessageList {
  readonly #focus = inject(PageFocus);
  readonly #destroyRef = inject(DestroyRef);
  protected readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  protected readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  protected readonly dayOf = dayOf;
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
  /** Of the room's members, by their ids. */
  readonly names = input<ReadonlyMap<string, string>>(new Map());
  /** Messages that are not on the page and are answered there. */
  readonly quotes = input<ReadonlyMap<string, Message>>(new Map());
  /** A message to go to, and to mark for a moment. */
  readonly target = input<Target | null>(null);
  readonly mayInvite = input(false);
  readonly invite = output();
  readonly act = output<WantedAct>();
  readonly follow = output<boolean>();
  readonly wanted = output<Direction>();
  readonly loadAgain = output<Direction>();
  /** Everything up to this ordinal has been on the screen, of somebody who looks at the page. */
  readonly seen = output<number>();
  /** The reader wants to have read it all. */
  readonly readAll = output();
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

  /** The reader's own newest message says in words what has become of it. */
  protected readonly lastOwn = computed(() => this.rows().findLast((row) => row.kind === 'message' && row.message.own)?.key);
  protected readonly failedBefore = computed(() => this.#failureOf('older'));
  protected readonly failedAfter = computed(() => this.#failureOf('latest') ?? this.#failureOf('newer'));
  readonly #seenUpTo = signal(0);
  protected readonly below = computed(() => Math.max(0, this.log().lastOrdinal - this.#seenUpTo()));
  protected readonly away = computed(() => !this.following() || !this.latest());

  #anchor: ScrollAnchor | null = null;
  readonly #reached = signal<Target | null>(null);
  /** On the way to another place, which is not on the page yet: the end is left for it. */
  readonly #leaving = computed(() => this.target() !== null && this.target() !== this.#reached());
  readonly #reading = new ReadingPosition();
  #unmark: ReturnType<typeof setTimeout> | undefined;
  readonly rowFocus = new RowFocus({ list: () => this.list().nativeElement, active: this.active });

  constructor() {
    afterNextRender(() => this.#begin());
    // Rows have changed: everything is measured before anything is moved.
    afterRenderEffect({
      earlyRead: () => {
        this.rows();
        return { top: this.#target(this.following() && !this.#leaving()) };
      },
      write: (target) => this.#scrollTo(target().top),
      read: () => {
        this.rows();
        untracked(() => {
          this.#loadAhead();
          this.#look();
        });
      },
    });
    afterRenderEffect(() => {
      const target = this.target();
      this.rows();
      if (target !== null && this.#leaving()) untracked(() => this.#goTo(target));
    });
    effect(() => {
      if (this.latest() && this.following()) this.#seenUpTo.set(this.log().lastOrdinal);
      if (this.#focus.focused()) untracked(() => this.#look());
    });
    this.#destroyRef.onDestroy(() => clearTimeout(this.#unmark));
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

  protected scrolled(): void {
    const hasMovedUp = this.#reading.moved(this.scroller().nativeElement);
    if (this.latest() && this.#toEnd() <= AT_END_PX) this.follow.emit(true);
    else if (hasMovedUp) this.follow.emit(false);
    this.#anchor?.remember();
    this.#loadAhead();
    this.#look();
  }

  /** By wheel, finger or key; also where something that comes just now would hide that. */
  protected turned(event: WheelEvent): void {
    if (event.deltaY < 0) this.follow.emit(false);
  }

  protected toLatest(): void {
    if (this.latest()) this.follow.emit(true);
    else this.wanted.emit('latest');
  }

  #goTo(target: Target): void {
    const row = this.rows().find((one) => one.kind === 'message' && one.message.ordinal === target.ordinal);
    const element = row === undefined ? null : this.rowFocus.elementOf(row.key);
    if (element === null) return;
    this.#reached.set(target);
    const scroller = this.scroller().nativeElement;
    scroller.scrollTop = element.offsetTop - scroller.clientHeight / 4;
    this.follow.emit(this.#toEnd() <= AT_END_PX && this.latest());
    this.#anchor?.remember();
    this.#look();
    if (target.quiet) return;
    this.marked.set(target.ordinal);
    clearTimeout(this.#unmark);
    this.#unmark = setTimeout(() => this.marked.set(null), MARKED_MS);
    element.querySelector('article')?.focus({ preventScroll: true });
  }

  #begin(): void {
    const scroller = this.scroller().nativeElement;
    this.#anchor = new ScrollAnchor(scroller, this.list().nativeElement);
    if (!this.#leaving()) this.toLatest();
    if (typeof ResizeObserver !== 'function') return;
    const observer = new ResizeObserver(() => this.#scrollTo(this.#target(this.following() && !this.#leaving())));
    observer.observe(scroller);
    this.#destroyRef.onDestroy(() => observer.disconnect());
  }

  #failureOf(direction: Direction): Failure | null {
    const code = this.failed()[direction];
    return code === undefined ? null : { direction, words: errorText({ code }) };
  }

  /** Where the scroller has to stand now; null where it may stay. */
  #target(following: boolean): number | null {
    return following ? this.scroller().nativeElement.scrollHeight : (this.#anchor?.target() ?? null);
  }

  #scrollTo(target: number | null): void {
    if (target !== null) this.scroller().nativeElement.scrollTop = target;
  }

  #loadAhead(): void {
    if (!this.loaded()) return;
    if (this.scroller().nativeElement.scrollTop < LOAD_AHEAD_PX) this.wanted.emit('older');
    if (this.#toEnd() < LOAD_AHEAD_PX) this.wanted.emit('newer');
  }

  /** What is on the screen now has been read by whoever looks at the page. */
  #look(): void {
    if (!this.loaded() || this.#leaving() || !this.#focus.focused()) return;
    const isAtEnd = this.latest() && this.following();
    const ordinal = isAtEnd ? this.log().lastOrdinal : this.#lastOnScreen();
    if (ordinal !== null && this.#reading.isNew(ordinal)) this.seen.emit(ordinal);
  }

  #lastOnScreen(): number | null {
    const key = lastVisibleKey(this.scroller().nativeElement, this.list().nativeElement);
    const row = this.rows().find((one) => one.key === key);
    return row?.kind === 'message' ? row.message.ordinal : null;
  }

  #toEnd(): number {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller().nativeElement;
    return scrollHeight - scrollTop - clientHeight;
  }
}
