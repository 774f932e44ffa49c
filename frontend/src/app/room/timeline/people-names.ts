import { Component, computed, input } from '@angular/core';
import { listPartsOf } from '../../i18n/list-parts';
import { countOf } from '../../i18n/time';

/** Of three all are named, of more the first two. */
const NAMED = { all: 3, first: 2 };

/** Some people, of whom not all need be named. */
@Component({
  selector: 'wt-people-names',
  template: `
    @for (part of parts(); track $index) {@if (part.type === 'element') {<bdi>{{ part.value }}</bdi>} @else {<span>{{ part.value }}</span>}}
    @if (others() > 0) {
      &ngsp;<span i18n="@@people.others">{others(), plural, =1 {and 1 other} other {and {{countOf(others())}} others}}</span>
    }
  `,
})
export class PeopleNames {
  readonly names = input.required<readonly string[]>();
  protected readonly others = computed(() => (this.names().length > NAMED.all ? this.names().length - NAMED.first : 0));
  protected readonly parts = computed(() => (this.others() > 0 ? inARow(this.names().slice(0, NAMED.first)) : listPartsOf(this.names())));
  protected readonly countOf = countOf;
}

/** Others follow on these, so that no "and" stands between them. */
function inARow(names: readonly string[]): { type: 'element' | 'literal'; value: string }[] {
  return names.flatMap((value, index) => [...(index === 0 ? [] : [{ type: 'literal' as const, value: ', ' }]), { type: 'element' as const, value }]);
}
