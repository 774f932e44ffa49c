import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { Room } from '@contract/room';
import type { Message } from '@contract/room-events';
import { Memberships } from '../../memberships/memberships';
import { PageFocus } from '../../ui/page-focus';
import { ConversationStore } from '../timeline/conversation-store';
import { ListNavigation } from '../timeline/list-navigation';
import { type SeenRange, SeenRanges } from '../timeline/seen-ranges';
import { isMessage } from '../timeline/timeline-entry';
import { NewLine } from './new-line';
import { ReadMarker } from './read-marker';
import { RoomContext } from './room-context';

/** What was missed while nobody was connected and may be more than the screen shows. */
const MANY_MISSED = 15;

/**
 * How far the reader has read a room, and where they begin when they come. Only what has been on the screen of somebody who
 * looks counts as read; the position is one number, the same on every device.
 */
@Injectable()
export class Reading {
  readonly #me = inject(RoomContext).user.id;
  readonly #log = inject(ConversationStore);
  readonly #mine = inject(Memberships);
  readonly #marker = inject(ReadMarker);
  readonly #focus = inject(PageFocus);
  readonly #line = inject(NewLine);
  readonly #navigation = inject(ListNavigation);
  readonly #seen = new SeenRanges();
  readonly #room = signal<Room | null>(null);
  readonly #furthest = signal(0);
  /** `waiting`: nobody knows yet where to begin. `fresh`: what the server has not told yet may still change it. */
  #visit: 'none' | 'waiting' | 'fresh' | 'settled' = 'none';
  /** Marked as unread: it stays so until the room is visited again. */
  #held = false;
  #walkedTo: unknown = null;

  /** The last one read; null for whoever is no member. */
  readonly position = computed(() => {
    const room = this.#room();
    const mine = room === null ? undefined : this.#mine.of(room.id);
    return (mine ?? room?.membership)?.readOrdinal ?? null;
  });
  readonly unread = computed(() => {
    const [room, position] = [this.#room(), this.position()];
    if (room === null || position === null) return 0;
    return this.#mine.of(room.id)?.unread ?? Math.max(0, this.#log.state().lastOrdinal - position);
  });
  /** Messages after the last one that the reader has had on the screen. */
  readonly below = computed(() => Math.max(0, this.#log.state().lastOrdinal - Math.max(this.#furthest(), this.position() ?? 0)));
  /** What is said of it above the list, once it is known that the screen does not show all. */
  readonly above = computed(() => {
    const count = this.unread();
    return count > 0 && this.#line.after() !== null && this.#line.looked() ? { count, since: this.#line.since() } : null;
  });

  constructor() {
    let before: number | null = null;
    effect(() => {
      const position = this.position();
      if (position !== null && before !== null && position < before) untracked(() => this.#wentBack(position));
      before = position;
    });
  }

  /** As it is now known; called whenever it is another. */
  knows(room: Room): void {
    this.#room.set(room);
    this.#navigation.in(room.id);
  }

  /** The reader comes (back). */
  visit(): void {
    this.#visit = 'waiting';
    this.#held = false;
    this.#begin();
  }

  leave(): void {
    this.#visit = 'none';
  }

  /** From the copy of this browser there is something to show before the server has answered. */
  recalled(): void {
    if (this.#visit === 'waiting') this.#begin();
  }

  /** The server has told what there is. */
  opened(reset: boolean): void {
    if (reset) this.#seen.clear();
    this.#seen.jump();
    const missedMuch = this.#visit === 'settled' && this.#log.window().following && this.unread() > MANY_MISSED;
    if (this.#visit === 'waiting' || this.#visit === 'fresh' || missedMuch) this.#begin();
    if (reset) this.#navigation.replaced();
    this.#markSeen();
  }

  /** The reader has a hand on the list: whatever is told from now on, they are not moved. */
  moved(): void {
    if (this.#visit === 'fresh') this.#visit = 'settled';
  }

  /** These are on the screen now. */
  sees(range: SeenRange): void {
    this.#line.look();
    if (!this.#focus.focused()) return this.#seen.jump();
    if (this.#walkedTo !== this.#navigation.destination()) this.#seen.jump();
    this.#walkedTo = this.#navigation.destination();
    this.#seen.see(range);
    this.#furthest.update((furthest) => Math.max(furthest, range.last));
    this.#markSeen();
  }

  /** Where in the log the reader has stopped; null while that is not on the page. */
  changes(): { roomId: string; epoch: string; seq: number } | null {
    const [room, after, { epoch, window }] = [this.#room(), this.#line.after(), this.#log.state()];
    const last = window.entries.find((entry) => isMessage(entry) && entry.ordinal === after);
    const seq = after === 0 ? 0 : last?.seq;
    return room === null || epoch === null || seq === undefined ? null : { roomId: room.id, epoch, seq };
  }

  toNew(): void {
    const after = this.#line.after();
    if (after !== null) this.#navigation.toNew(after);
  }

  markRead(): void {
    this.#held = false;
    this.#line.set(null);
    if (this.position() !== null) this.#mark(this.#log.state().lastOrdinal);
  }

  markUnread(ordinal: number | null): void {
    const room = this.#room();
    if (room !== null && ordinal !== null && this.position() !== null) this.#marker.unreadAfter(room.id, ordinal - 1);
  }

  /** These were said just now. */
  said(messages: readonly Message[]): void {
    const own = messages.findLast(({ author }) => author.id === this.#me)?.ordinal ?? 0;
    if (own > 0) this.#answered();
    const first = messages.find(({ author, ordinal }) => author.id !== this.#me && ordinal > own);
    const position = this.position();
    if (first !== undefined && position !== null && this.#visit !== 'none' && !this.#readsAlong()) this.#line.arrived(first.ordinal, Math.max(position, own));
  }

  #readsAlong(): boolean {
    return this.#focus.focused() && this.#log.window().following;
  }

  #begin(): void {
    const { epoch, phase, lastOrdinal: end } = this.#log.state();
    if (epoch === null || this.#room() === null) return;
    this.#visit = phase === 'live' ? 'settled' : 'fresh';
    const position = this.position();
    const newAfter = this.unread() > 0 ? position : null;
    this.#furthest.set(position ?? end);
    this.#line.begin(newAfter);
    if (this.#navigation.back()) return;
    if (newAfter === null) this.#navigation.toEnd();
    else this.#navigation.toNew(newAfter);
  }

  #markSeen(): void {
    const position = this.position();
    if (position === null || this.#held || !this.#log.live()) return;
    const read = this.#seen.readUpTo(position);
    if (read > position) this.#mark(read);
  }

  #mark(ordinal: number): void {
    const room = this.#room();
    if (room !== null) this.#marker.seen(room.id, ordinal);
  }

  /** Here or on another device, somebody has marked as unread what was read. */
  #wentBack(position: number): void {
    this.#seen.clear();
    if (this.#visit !== 'settled') return;
    this.#held = true;
    this.#line.set(position);
  }

  /** One's own words read all before them. */
  #answered(): void {
    this.#held = false;
    this.#line.answered();
  }
}
