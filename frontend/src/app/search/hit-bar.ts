import { Component, DestroyRef, computed, effect, inject, untracked } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink } from '@angular/router';
import { filter, map } from 'rxjs';
import { countOf } from '../i18n/time';
import { Icon } from '../ui/icon';
import { HitMarks } from './hit-marks';
import { SearchStore } from './search-store';

/** Above the conversation that a hit has led to: from hit to hit, and back to all of them. */
@Component({
  selector: 'wt-hit-bar',
  imports: [Icon, RouterLink],
  template: `
    @if (hit(); as hit) {
      <nav class="bar" aria-label="Found messages" i18n-aria-label="@@search.walk">
        <a class="back" routerLink="/search" [queryParams]="{ q: store.question().typed, order: store.question().order === 'best' ? 'best' : null }"><wt-icon name="search" /><bdi>{{ store.question().typed }}</bdi></a>
        <span class="place" aria-live="polite">{{ place() }}</span>
        <button type="button" class="icon-button" (click)="go(-1)" [disabled]="store.at() === 0" aria-label="Previous hit" i18n-aria-label="@@search.previous" title="Shift F3"><wt-icon name="up" /></button>
        <button type="button" class="icon-button" (click)="go(1)" [disabled]="!hasNext()" aria-label="Next hit" i18n-aria-label="@@search.next" title="F3"><wt-icon name="down" /></button>
        <button type="button" class="icon-button" (click)="store.at.set(-1)" aria-label="Close" i18n-aria-label="@@close"><wt-icon name="close" /></button>
      </nav>
    }
  `,
  styleUrl: './hit-bar.css',
  host: { '(document:keydown.f3)': 'key($event, 1)', '(document:keydown.shift.f3)': 'key($event, -1)' },
})
export class HitBar {
  readonly #router = inject(Router);
  readonly #marks = new HitMarks();
  protected readonly store = inject(SearchStore);
  readonly #path = toSignal(
    this.#router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects),
    ),
    { initialValue: this.#router.url },
  );
  readonly #isRoom = computed(() => this.#path().startsWith('/rooms/'));
  protected readonly hit = computed(() => (this.#isRoom() ? this.store.hits()[this.store.at()] : undefined));
  protected readonly hasNext = computed(() => this.store.at() < this.store.hits().length - 1 || this.store.hasMore());
  protected readonly place = computed(() => `${countOf(this.store.at() + 1)} / ${countOf(this.store.hits().length)}${this.store.hasMore() ? '+' : ''}`);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.#marks.clear());
    effect(() => {
      const hit = this.hit();
      untracked(() => (hit === undefined ? this.#marks.clear() : this.#marks.show(hit.snippet)));
    });
  }

  protected key(event: Event, step: 1 | -1): void {
    if (this.hit() === undefined || document.querySelector('dialog[open]') !== null) return;
    event.preventDefault();
    void this.go(step);
  }

  protected async go(step: 1 | -1): Promise<void> {
    const wanted = this.store.at() + step;
    if (wanted >= this.store.hits().length) await this.store.more();
    const hit = this.store.hits()[wanted];
    if (hit === undefined) return;
    this.store.at.set(wanted);
    await this.#router.navigate(['/rooms', hit.room.slug, hit.ordinal], { replaceUrl: true });
  }
}
