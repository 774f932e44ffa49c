import { Component, computed, inject, input, signal } from '@angular/core';
import type { MyRoom } from '@contract/room';
import { Attention } from '../../memberships/attention';
import { isQuiet } from '../../memberships/what-counts';
import { Icon } from '../../ui/icon';
import { LoudnessMenu } from './loudness-menu';

/** Says whether the room is quiet, and opens the choice of what of it one is told. */
@Component({
  selector: 'wt-bell-button',
  imports: [Icon, LoudnessMenu],
  template: `
    <button
      #opener
      type="button"
      class="icon-button"
      [attr.aria-expanded]="shown()"
      (click)="shown.set(!shown())"
      [attr.aria-label]="label()"
      [title]="label()">
      <wt-icon [name]="quiet() ? 'bellOff' : 'bell'" />
    </button>
    @defer (when shown()) {
      @if (shown()) {
        <wt-loudness-menu [mine]="mine()" [opener]="opener" (closed)="shown.set(false)" />
      }
    }
  `,
  styles: `
    :host { position: relative; display: inline-grid; flex: none }
    @container page (width < 37.5rem) { :host { position: static } }
  `,
})
export class BellButton {
  readonly #now = inject(Attention).now;
  readonly mine = input.required<MyRoom>();
  protected readonly shown = signal(false);
  protected readonly quiet = computed(() => isQuiet(this.mine(), this.#now()));
  protected readonly label = computed(() => (this.quiet() ? $localize`:@@bell.quiet:Notifications: this room is quiet` : $localize`:@@bell.label:Notifications of this room`));
}
