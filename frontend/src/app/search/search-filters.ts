import { Component, computed, input, output } from '@angular/core';
import { parseSearch } from '@contract/search-query';
import type { SearchOrder } from '@contract/rest';
import { Icon } from '../ui/icon';
import { type Named, SWITCHES, type Switch, isOn, toggled, without } from './typed-filters';

/** Texts are looked up after the language is loaded. */
const WORDS: Record<Switch, () => string> = {
  'has:link': () => $localize`:@@search.hasLink:Link`,
  'has:code': () => $localize`:@@search.hasCode:Code`,
  'has:image': () => $localize`:@@search.hasImage:Image`,
  'has:file': () => $localize`:@@search.hasFile:File`,
  'mentions:me': () => $localize`:@@search.mentionsMe:Mentions me`,
  'is:pinned': () => $localize`:@@search.isPinned:Pinned`,
};
const NAMED: Record<Named, (value: string) => string> = {
  from: (value) => (value === 'me' ? $localize`:@@search.fromMe:From me` : $localize`:@@search.fromWhom:From ${value}:name:`),
  in: (value) => $localize`:@@search.inRoom:In ${value}:name:`,
  before: (value) => $localize`:@@search.beforeDay:Before ${value}:day:`,
  after: (value) => $localize`:@@search.afterDay:Since ${value}:day:`,
};
const NAMES = Object.keys(NAMED) as Named[];

/** What is typed, as buttons: filters that are on can be put away, others put on. */
@Component({
  selector: 'wt-search-filters',
  imports: [Icon],
  template: `
    <div class="filters" role="group" aria-label="Filters" i18n-aria-label="@@search.filters">
      @for (chip of named(); track chip.name) {
        <button type="button" class="chip on" (click)="changed.emit(without(typed(), chip.name))" [attr.aria-label]="removeLabel(chip.label)"><bdi>{{ chip.label }}</bdi><wt-icon name="close" /></button>
      }
      @if (!has('from')) {
        <button type="button" class="chip" (click)="begin('from')" i18n="@@search.from">From…</button>
      }
      @if (!has('in')) {
        <button type="button" class="chip" (click)="begin('in')" i18n="@@search.in">In…</button>
      }
      @for (each of switches(); track each.filter) {
        <button type="button" class="chip" [class.on]="each.on" [attr.aria-pressed]="each.on" (click)="changed.emit(toggled(typed(), each.filter))">{{ each.label }}</button>
      }
      <span class="order" role="group" aria-label="Order" i18n-aria-label="@@search.order">
        <button type="button" class="chip" [class.on]="order() === 'newest'" [attr.aria-pressed]="order() === 'newest'" (click)="sorted.emit('newest')" i18n="@@search.newest">Newest</button>
        <button type="button" class="chip" [class.on]="order() === 'best'" [attr.aria-pressed]="order() === 'best'" (click)="sorted.emit('best')" i18n="@@search.best">Best</button>
      </span>
    </div>
  `,
  styleUrl: './search-filters.css',
})
export class SearchFilters {
  readonly typed = input.required<string>();
  readonly order = input.required<SearchOrder>();
  readonly changed = output<string>();
  readonly sorted = output<SearchOrder>();

  readonly #parsed = computed(() => parseSearch(this.typed()));
  protected readonly named = computed(() =>
    NAMES.flatMap((name) => {
      const value = this.#parsed()[name];
      return value === undefined ? [] : [{ name, label: NAMED[name](value) }];
    }),
  );
  protected readonly switches = computed(() => SWITCHES.map((filter) => ({ filter, label: WORDS[filter](), on: isOn(this.typed(), filter) })));
  protected readonly toggled = toggled;
  protected readonly without = without;

  protected has(name: Named): boolean {
    return this.#parsed()[name] !== undefined;
  }

  protected begin(name: 'from' | 'in'): void {
    this.changed.emit([this.typed().trim(), `${name}:`].filter((part) => part !== '').join(' '));
  }

  protected removeLabel(label: string): string {
    return $localize`:@@search.remove:Without: ${label}:filter:`;
  }
}
