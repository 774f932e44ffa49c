import { Component, computed, inject, input, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import type { RoomThread } from '@contract/room';
import { EMPTY, catchError, defer, exhaustMap, filter, tap, timer } from 'rxjs';
import { PageFocus } from '../../ui/page-focus';
import { countOf } from '../../i18n/time';
import { type Entry, isMessage } from '../timeline/timeline-entry';
import { activitySparkline } from './activity-sparkline';

const REFRESH_MS = 4_000;

const STATES: Record<RoomThread['state'], () => string> = {
  released: () => $localize`:@@thread.released:not needed now`,
  starting: () => $localize`:@@thread.starting:starting`,
  asleep: () => $localize`:@@thread.asleep:asleep`,
  working: () => $localize`:@@thread.working:working`,
  restarting: () => $localize`:@@thread.restarting:restarting`,
  unavailable: () => $localize`:@@thread.unavailable:unavailable`,
};

/** What the server says about the thread that serves this room, asked again while somebody looks. */
@Component({
  selector: 'wt-thread-card',
  templateUrl: './thread-card.html',
  styleUrl: './thread-card.css',
})
export class ThreadCard {
  readonly thread = input.required<RoomThread | undefined>();
  /** What has been said lately. */
  readonly entries = input.required<readonly Entry[]>();
  /** Up to which number the page has everything. */
  readonly last = input.required<number>();
  readonly live = input.required<boolean>();
  /** Asks the server how the thread is now. */
  readonly refresh = input.required<() => Promise<void>>();
  protected readonly countOf = countOf;
  readonly #now = signal(Date.now());
  protected readonly pulse = computed(() => {
    const times = this.entries().filter(isMessage).map(({ at }) => at);
    // The reader's clock may be behind the server's.
    return activitySparkline(times, Math.max(this.#now(), times.at(-1) ?? 0));
  });
  protected readonly state = computed(() => {
    const thread = this.thread();
    return thread === undefined ? '' : STATES[thread.state]();
  });
  protected readonly fill = computed(() => {
    const thread = this.thread();
    return thread === undefined || thread.capacity === 0 ? 0 : Math.min(100, (thread.queued / thread.capacity) * 100);
  });

  constructor() {
    const focus = inject(PageFocus);
    timer(0, REFRESH_MS)
      .pipe(
        tap(() => this.#now.set(Date.now())),
        filter(() => focus.focused() && this.live()),
        exhaustMap(() => defer(() => this.refresh()()).pipe(catchError(() => EMPTY))),
        takeUntilDestroyed(),
      )
      .subscribe();
  }
}
