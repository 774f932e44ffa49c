import { Component, computed, inject, input } from '@angular/core';
import { ConnectionStatus } from '../../connection/connection-status';
import { LazyParts } from './lazy-parts';

/** The line above the composer: who writes, and how the connection is. Its space is always there. */
@Component({
  selector: 'wt-room-footer',
  imports: [ConnectionStatus],
  template: `
    <p class="typing" aria-live="polite">
      @if (losing()) {
        <span i18n="@@footer.notKept">What waits is lost when this page closes: the browser keeps nothing.</span>
      } @else if (refused()) {
        <span i18n="@@footer.refused">Too much waits to be sent: this was not taken. Try it again when some has gone.</span>
      } @else {
        <span dir="auto">{{ words() }}</span>
      }
    </p>
    @defer (when parts.here()) {
      <wt-connection-status [behind]="behind()" [quiet]="true" />
    }
  `,
  styles: `
    :host { display: flex; align-items: center; justify-content: space-between; gap: var(--space-3); height: 1.75rem; color: var(--ink-faint); font-size: var(--step--2) }
    .typing { min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
    wt-connection-status { flex: none }
  `,
})
export class RoomFooter {
  protected readonly parts = inject(LazyParts);
  /** Names of those who write. */
  readonly typing = input.required<readonly string[]>();
  /** Events that are known to exist and have not come yet. */
  readonly behind = input.required<number>();
  /** Something waits, and closing the page loses it. */
  readonly losing = input.required<boolean>();
  /** A change was not taken, because too much waits already. */
  readonly refused = input(false);
  protected readonly words = computed(() => inWords(this.typing()));
}

/** Names keep their own direction inside a sentence of another. */
function inWords(names: readonly string[]): string {
  const [first, second] = names.map((name) => `\u2068${name}\u2069`);
  if (first === undefined) return '';
  if (second === undefined) return $localize`:@@typing.one:${first}:name: is writing …`;
  if (names.length === 2) return $localize`:@@typing.two:${first}:first: and ${second}:second: are writing …`;
  return $localize`:@@typing.many:Several people are writing …`;
}
