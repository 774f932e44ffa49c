import { Component, computed, input, output } from '@angular/core';
import type { Reaction } from '@contract/room-events';
import { countOf, listOf } from '../../i18n/time';

/** How many names are said; the rest is a number. */
const NAMED = 12;

/** Reactions under a message, and one's own, which a click sets or takes back. */
@Component({
  selector: 'wt-reaction-bar',
  template: `
    <ul>
      @for (chip of chips(); track chip.emoji) {
        <li>
          <button type="button" [class.fixed]="!enabled()" [attr.aria-pressed]="chip.mine" [attr.aria-disabled]="!enabled()" [title]="chip.names" [attr.aria-label]="chip.label" (click)="toggle(chip.emoji, chip.mine)">
            <span aria-hidden="true">{{ chip.emoji }}</span><span class="count" aria-hidden="true">{{ chip.count }}</span>
          </button>
        </li>
      }
    </ul>
  `,
  styles: `
    ul { display: flex; flex-wrap: wrap; gap: 0.25rem; margin: 0.2rem 0 0.15rem; padding: 0; list-style: none }
    button { display: inline-flex; align-items: center; gap: 0.3rem; min-height: 1.75rem; padding: 0 0.5rem; border: 1px solid var(--line); border-radius: 999px; background: var(--surface); font-size: var(--step--1) }
    button[aria-pressed='true'] { border-color: var(--accent); background: var(--accent-soft) }
    .fixed { cursor: default }
    .count { color: var(--ink-soft); font-size: var(--step--2); font-variant-numeric: tabular-nums }
    @media (pointer: coarse) { button { min-height: 2.75rem; padding: 0 0.75rem } }
  `,
})
export class ReactionBar {
  readonly reactions = input.required<readonly Reaction[]>();
  readonly userId = input.required<string>();
  readonly names = input.required<ReadonlyMap<string, string>>();
  readonly enabled = input.required<boolean>();
  readonly set = output<{ emoji: string; on: boolean }>();

  protected readonly chips = computed(() => this.reactions().map((reaction) => this.#chipOf(reaction)));

  protected toggle(emoji: string, mine: boolean): void {
    if (this.enabled()) this.set.emit({ emoji, on: !mine });
  }

  #chipOf({ emoji, count, userIds }: Reaction) {
    const mine = userIds.includes(this.userId());
    const others = userIds.filter((id) => id !== this.userId()).map((id) => this.names().get(id)).filter((name) => name !== undefined);
    const named = [...(mine ? [$localize`:@@reactions.you:you`] : []), ...others].slice(0, NAMED);
    const more = count - named.length;
    const names = listOf(more > 0 ? [...named, $localize`:@@reactions.others:${countOf(more)}:count: more`] : named);
    return { emoji, mine, count: countOf(count), names, label: $localize`:@@reactions.label:${emoji}:emoji:, ${countOf(count)}:count:: ${names}:names:` };
  }
}
