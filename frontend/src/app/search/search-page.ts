import { Component, type ElementRef, afterNextRender, computed, effect, inject, input, signal, untracked, viewChild } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { Router, RouterLink } from '@angular/router';
import { LIMITS } from '@contract/limits';
import { debounceTime } from 'rxjs';
import { errorText } from '../api/error-text';
import { SessionStore } from '../connection/session-store';
import { countOf } from '../i18n/time';
import { RecentSearches } from '../local/recent-searches';
import { RoomsStore } from '../memberships/rooms-store';
import { VisitedRooms } from '../memberships/visited-rooms';
import { Icon } from '../ui/icon';
import { HitRow } from './hit-row';
import { ListKeys } from './list-keys';
import { type Completion, SearchCompletion } from './search-completion';
import { SearchFilters } from './search-filters';
import { SearchStore } from './search-store';
import { completed } from './typed-filters';

const TYPING_MS = 180;

/** Everything that the reader may read, by what stands in it: found as one types. What is asked stands in the address. */
@Component({
  selector: 'wt-search-page',
  imports: [HitRow, Icon, ListKeys, RouterLink, SearchFilters],
  providers: [SearchCompletion],
  templateUrl: './search-page.html',
  styleUrls: ['../ui/page-frame.css', './search-page.css'],
})
export class SearchPage {
  readonly #router = inject(Router);
  readonly #rooms = inject(RoomsStore);
  readonly #visited = inject(VisitedRooms);
  protected readonly store = inject(SearchStore);
  protected readonly completion = inject(SearchCompletion);
  readonly #session = inject(SessionStore);
  readonly #recent = inject(RecentSearches);

  /** Of the address. */
  readonly q = input<string>();
  readonly order = input<string>();

  protected readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly most = LIMITS.searchLength;
  protected readonly label = $localize`:@@search.label:Search all messages`;
  protected readonly errorText = errorText;
  protected readonly countOf = countOf;
  protected readonly typed = signal('');
  protected readonly chosen = signal(-1);
  /** Nothing is suggested for what was completed or put away. */
  readonly #quiet = signal<string | null>(null);
  protected readonly completions = computed(() => (this.typed() === this.#quiet() ? [] : this.completion.shown()));
  protected readonly sorted = computed(() => (this.order() === 'best' ? 'best' : 'newest'));
  readonly #userId = computed(() => this.#session.user()?.id ?? '');
  protected readonly recent = computed(() => this.#recent.of(this.#userId()));
  readonly #settled = toSignal(toObservable(this.typed).pipe(debounceTime(TYPING_MS)), { initialValue: '' });
  #inAddress = '';

  constructor() {
    effect(() => {
      const asked = this.q() ?? '';
      if (asked !== this.#inAddress) untracked(() => this.#take(asked));
      this.#inAddress = asked;
    });
    effect(() => {
      this.completion.typed.set(this.typed());
      this.chosen.set(-1);
    });
    effect(() => {
      const typed = this.#settled();
      untracked(() => this.#name(typed));
    });
    effect(() => {
      const question = { typed: this.q() ?? '', order: this.sorted() } as const;
      untracked(() => this.#ask(question));
    });
    afterNextRender(() => {
      this.field().nativeElement.focus();
      this.field().nativeElement.setSelectionRange(this.typed().length, this.typed().length);
    });
  }

  protected forgetRecent(): void {
    this.#recent.forget();
  }

  /** From the address: nobody is typing this. */
  #take(asked: string): void {
    this.#quiet.set(asked.endsWith(':') ? null : asked);
    this.typed.set(asked);
  }

  protected change(typed: string): void {
    const { nativeElement: field } = this.field();
    this.typed.set(typed);
    // At once: what is typed before the next frame goes on from it.
    field.value = typed;
    field.focus();
  }

  protected complete({ value, name, id }: Completion): void {
    if (id !== undefined) this.store.meets(name, id);
    const typed = completed(this.typed(), value);
    this.#quiet.set(typed);
    this.change(typed);
  }

  protected move(event: Event, step: 1 | -1): void {
    const count = this.completions().length;
    if (count === 0) return;
    event.preventDefault();
    event.stopPropagation();
    this.chosen.update((at) => (at + step + count) % count);
  }

  protected enter(event: Event): void {
    if ((event as KeyboardEvent).isComposing) return;
    event.preventDefault();
    const completion = this.completions()[Math.max(0, this.chosen())];
    if (completion !== undefined) this.complete(completion);
    else this.#askNow();
  }

  /** What is on top goes first, then the search. */
  protected escape(event: Event): void {
    event.stopPropagation();
    if (this.completions().length > 0) this.#quiet.set(this.typed());
    else if (this.typed() !== '') this.change('');
    else void this.#router.navigate(this.#lastRoom());
  }

  protected open(index: number): void {
    this.store.at.set(index);
    this.#recent.note(this.#userId(), this.typed());
  }

  protected sort(order: 'newest' | 'best'): void {
    void this.#router.navigate(['/search'], { queryParams: { q: this.q(), order: order === 'best' ? 'best' : null }, replaceUrl: true });
  }

  #askNow(): void {
    this.#recent.note(this.#userId(), this.typed());
    this.#name(this.typed());
  }

  #lastRoom(): string[] {
    const room = this.#rooms.byId().get(this.#visited.ids()[0] ?? '');
    return room === undefined ? ['/'] : ['/rooms', room.slug];
  }

  #name(typed: string): void {
    if (typed === this.#inAddress || (typed === '' && this.q() === undefined)) return;
    this.#inAddress = typed;
    void this.#router.navigate(['/search'], { queryParams: { q: typed === '' ? null : typed, order: this.order() ?? null }, replaceUrl: true });
  }

  /** Who comes back from a hit finds the hits as they were. */
  #ask(question: { typed: string; order: 'newest' | 'best' }): void {
    const known = this.store.question();
    if (known.typed === question.typed && known.order === question.order && this.store.state() === 'found') return;
    void this.store.ask(question);
  }
}
