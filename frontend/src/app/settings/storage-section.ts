import { Component, computed, effect, inject, signal } from '@angular/core';
import { SessionStore } from '../connection/session-store';
import { formatLocale } from '../i18n/language';
import { countOf } from '../i18n/time';
import { forgetDrafts } from '../local/drafts';
import { type KeptHere, lookWhatIsKept } from '../local/kept-here';
import { RecentSearches } from '../local/recent-searches';
import { RoomCache } from '../local/room-cache';

const MEGABYTE = 1_000_000;

/** What stays in this browser, and how to be rid of it. */
@Component({
  selector: 'wt-storage-section',
  templateUrl: './storage-section.html',
  styleUrls: ['./section.css', './storage-section.css'],
  host: { '(document:visibilitychange)': 'look()' },
})
export class StorageSection {
  readonly #cache = inject(RoomCache);
  readonly #searches = inject(RecentSearches);
  readonly #session = inject(SessionStore);
  readonly #userId = computed(() => this.#session.user()?.id);
  protected readonly countOf = countOf;
  protected readonly kept = signal<(KeptHere & { rooms: number }) | null>(null);
  protected readonly asked = signal(false);
  protected readonly forgotten = signal(false);
  protected readonly size = computed(() => {
    const bytes = this.kept()?.bytes ?? null;
    return bytes === null ? '' : new Intl.NumberFormat(formatLocale(), { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }).format(bytes / MEGABYTE);
  });

  constructor() {
    effect(() => void this.look());
  }

  protected async look(): Promise<void> {
    const userId = this.#userId();
    if (userId === undefined) return;
    const [rooms, kept] = await Promise.all([this.#cache.count(userId), lookWhatIsKept(userId)]);
    this.kept.set({ rooms, ...kept });
  }

  protected async forget(): Promise<void> {
    const userId = this.#userId();
    this.asked.set(false);
    if (userId === undefined) return;
    forgetDrafts(userId);
    this.#searches.forget();
    await this.#cache.forget(userId);
    this.forgotten.set(true);
    await this.look();
  }
}
