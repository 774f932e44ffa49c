import { Component, DestroyRef, type ElementRef, afterNextRender, afterRenderEffect, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { Icon } from '../../ui/icon';
import { PageFocus } from '../../ui/page-focus';
import { errorText } from '../../api/error-text';
import { countOf, dayOf } from '../../i18n/time';
import type { Direction } from './history';
import { MessageRow } from './message-row';
import { NoticeText } from './notice-text';
import type { RoomStore } from '../page/room-store';
import { type Row, rowsOf } from './rows';
import { reuseRows } from './reuse-rows';
import { ScrollAnchor } from './scroll-anchor';

const AT_END_PX = 48;
const LOAD_AHEAD_PX = 800;

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
  readonly store = input.required<RoomStore>();
  readonly #focus = inject(PageFocus);
  readonly #destroyRef = inject(DestroyRef);
  protected readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  protected readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  protected readonly dayOf = dayOf;
  protected readonly countOf = countOf;

  protected readonly rows = computed<Row[]>((): Row[] => {
    const { log, outbox, key, newAfter } = this.store();
    const { entries, latest } = log.window();
    const rows = rowsOf({ entries, outbox: latest ? outbox.items() : [], self: key.user, newAfter: newAfter() });
    return (this.#before = reuseRows(this.#before, rows));
  });
  #before: Row[] = [];

  /** The reader's own newest message says in words what has become of it. */
  protected readonly lastOwn = computed(() => this.rows().findLast((row) => row.kind === 'message' && row.message.own)?.key);
  protected readonly failedBefore = computed(() => this.#failureOf('older'));
  protected readonly failedAfter = computed(() => this.#failureOf('latest') ?? this.#failureOf('newer'));
  readonly #seen = signal(0);
  protected readonly following = computed(() => this.store().log.window().following);
  protected readonly below = computed(() => Math.max(0, this.store().log.state().lastOrdinal - this.#seen()));
  protected readonly away = computed(() => !this.following() || !this.store().log.window().latest);

  #anchor: ScrollAnchor | null = null;

  constructor() {
    afterNextRender(() => this.#begin());
    afterRenderEffect(() => {
      this.rows();
      this.following();
      this.#settle();
    });
    effect(() => {
      const { lastOrdinal, window } = this.store().log.state();
      if (!window.latest || !window.following) return;
      this.#seen.set(lastOrdinal);
      if (this.#focus.focused()) untracked(() => this.store().seenAll());
    });
    this.#destroyRef.onDestroy(() => this.store().log.dispatch({ type: 'following', following: true }));
  }

  protected scrolled(): void {
    const { log } = this.store();
    const atEnd = this.#toEnd() < AT_END_PX && log.window().latest;
    if (atEnd !== log.window().following) log.dispatch({ type: 'following', following: atEnd });
    this.#anchor?.remember();
    this.#loadAhead();
  }

  protected toLatest(): void {
    const { log } = this.store();
    const roomId = this.store().room()?.id;
    if (!log.window().latest && roomId !== undefined) void this.store().history.loadLatest(roomId);
    else log.dispatch({ type: 'following', following: true });
  }

  protected retry(direction: Direction): void {
    const roomId = this.store().room()?.id;
    if (roomId !== undefined) this.store().history.retry(direction, roomId);
  }

  #failureOf(direction: Direction): Failure | null {
    const code = this.store().history.failed()[direction];
    return code === undefined ? null : { direction, words: errorText({ code }) };
  }

  #begin(): void {
    const scroller = this.scroller().nativeElement;
    this.#anchor = new ScrollAnchor(scroller, this.list().nativeElement);
    this.toLatest();
    if (typeof ResizeObserver !== 'function') return;
    const observer = new ResizeObserver(() => this.#settle());
    observer.observe(scroller);
    this.#destroyRef.onDestroy(() => observer.disconnect());
  }

  /** Rows or the space for them have changed. */
  #settle(): void {
    const scroller = this.scroller().nativeElement;
    if (untracked(this.following)) scroller.scrollTop = scroller.scrollHeight;
    else this.#anchor?.restore();
    untracked(() => this.#loadAhead());
  }

  #loadAhead(): void {
    const { history, room, loaded } = this.store();
    const roomId = room()?.id;
    if (roomId === undefined || !loaded()) return;
    if (this.scroller().nativeElement.scrollTop < LOAD_AHEAD_PX) void history.loadOlder(roomId);
    if (this.#toEnd() < LOAD_AHEAD_PX) void history.loadNewer(roomId);
  }

  #toEnd(): number {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller().nativeElement;
    return scrollHeight - scrollTop - clientHeight;
  }
}
