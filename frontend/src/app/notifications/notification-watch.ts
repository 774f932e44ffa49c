import { DestroyRef, Injectable, effect, inject, untracked } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { Router } from '@angular/router';
import { Subject, groupBy, mergeMap, throttleTime } from 'rxjs';
import { ApiClient } from '../api/api-client';
import { isMessages } from '../api/answers';
import { SessionStore } from '../connection/session-store';
import { DesktopNotifications } from '../local/desktop-notifications';
import { NotificationPreferences } from '../local/notification-preferences';
import { playTone } from '../local/tone';
import { Memberships } from '../memberships/memberships';
import { BrowserTabs } from './browser-tabs';
import { type News, type Rooms, newsIn } from './news';
import { worthTelling } from './news-text';
import { plainText } from '@contract/plain-text';

/** A room rings no more often. */
const RING_EVERY_MS = 3_000;
const LOOKED_THROUGH = 20;
const TAG = 'watek.room.';

/** Tells what comes while nobody looks, and takes it back when it was read, here or elsewhere. */
@Injectable()
export class NotificationWatch {
  readonly #mine = inject(Memberships);
  readonly #session = inject(SessionStore);
  readonly #rest = inject(ApiClient);
  readonly #router = inject(Router);
  readonly #preferences = inject(NotificationPreferences);
  readonly #desktop = inject(DesktopNotifications);
  readonly #tabs = inject(BrowserTabs);
  readonly #news = new Subject<News>();
  #known: Rooms | null = null;

  constructor() {
    effect(() => {
      const rooms = this.#mine.rooms();
      untracked(() => this.#look(rooms));
    });
    this.#news
      .pipe(
        groupBy(({ mine }) => mine.room.id),
        mergeMap((ofRoom) => ofRoom.pipe(throttleTime(RING_EVERY_MS, undefined, { leading: true, trailing: true }))),
        takeUntilDestroyed(),
      )
      .subscribe((news) => void this.#ring(news));
    // Whoever comes after this reader is not to read over their shoulder.
    inject(DestroyRef).onDestroy(() => void this.#desktop.close((tag) => tag.startsWith(TAG)));
    this.#desktop.opened$.pipe(takeUntilDestroyed()).subscribe((path) => {
      if (path.startsWith('/rooms/')) void this.#router.navigateByUrl(path);
    });
  }

  /** The rooms that a page begins with are no news. */
  #look(rooms: Rooms | null): void {
    const before = this.#known;
    this.#known = rooms;
    if (rooms === null) return;
    void this.#closeRead(before, rooms);
    if (before !== null) for (const news of newsIn(before, rooms, Date.now())) this.#news.next(news);
  }

  async #closeRead(before: Rooms | null, rooms: Rooms): Promise<void> {
    const isRead = (roomId: string): boolean => (rooms.get(roomId)?.unread ?? 0) === 0;
    const anyRead = before === null || [...before].some(([id, { unread }]) => unread > 0 && isRead(id));
    if (anyRead) await this.#desktop.close((tag) => tag.startsWith(TAG) && isRead(tag.slice(TAG.length)));
  }

  async #ring(news: News): Promise<void> {
    if (!this.#tabs.tells || this.#preferences.doNotDisturb(Date.now()) || !this.#isUnread(news)) return;
    if (await this.#tabs.anybodyLooks()) return;
    if (this.#preferences.sound.value() === 'on') void playTone();
    if (this.#preferences.desktop.value() === 'on' && this.#desktop.allowed() === 'granted') await this.#show(news);
  }

  async #show(news: News): Promise<void> {
    const { room } = news.mine;
    const message = await this.#messageOf(news);
    if (!this.#isUnread(news)) return;
    const ordinal = message?.ordinal ?? room.lastOrdinal;
    await this.#desktop.show({ title: room.name, body: message?.text ?? $localize`:@@notify.new:New messages`, tag: TAG + room.id, path: `/rooms/${room.slug}/${ordinal}` });
  }

  async #messageOf({ mine: { room }, mention }: News): Promise<{ ordinal: number; text: string } | null> {
    const user = this.#session.user();
    if (user === null) return null;
    const path = `/api/rooms/${encodeURIComponent(room.id)}/messages?before=${room.lastOrdinal + 1}&limit=${LOOKED_THROUGH}`;
    // Without the text it is told all the same.
    const messages = await this.#rest.get(path, isMessages).catch(() => []);
    const message = worthTelling(messages, { user, mention });
    if (message === undefined) return null;
    const names = new Map([user, ...messages.map(({ author }) => author)].map(({ id, name }) => [id, name]));
    return { ordinal: message.ordinal, text: `\u2068${message.author.name}\u2069: ${plainText(message.body, names)}` };
  }

  #isUnread({ mine }: News): boolean {
    return (this.#mine.of(mine.room.id)?.unread ?? 0) > 0;
  }
}
