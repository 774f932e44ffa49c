import { Component, computed, input } from '@angular/core';
import type { Author } from '@contract/room-events';
import { hueOf, initialsOf } from './colour';

/** Decoration: the name stands beside it. */
@Component({
  selector: 'wt-avatar',
  template: `<span>{{ initials() }}</span>`,
  host: { 'aria-hidden': 'true', '[style.--hue]': 'hue()', '[class.small]': "size() === 'small'" },
  styles: `
    :host { display: grid; place-items: center; flex: none; width: 36px; height: 36px; border-radius: 11px; background: var(--tint); color: var(--tint-ink); font-size: 0.8rem; font-weight: 600; line-height: 1; overflow: hidden; user-select: none }
    :host(.small) { width: 28px; height: 28px; border-radius: 9px; font-size: 0.68rem }
  `,
})
export class Avatar {
  readonly of = input.required<Author>();
  readonly size = input<'small' | 'normal'>('normal');
  protected readonly hue = computed(() => hueOf(this.of().id));
  protected readonly initials = computed(() => initialsOf(this.of().name));
}
