import { Component, inject } from '@angular/core';
import { Icon } from '../ui/icon';
import { Undo } from './undo';

/** Says quietly what has been changed. It stays until something else is: nobody has to be quick. */
@Component({
  selector: 'wt-undo-notice',
  imports: [Icon],
  template: `
    <div role="status">
      @if (undo.offered(); as offer) {
        <p>
          <span>{{ offer.words }}</span>
          <button type="button" class="take-back" (click)="undo.undo()" i18n="@@settings.undo">Undo</button>
          <button type="button" class="icon-button" (click)="undo.dismiss()" aria-label="Close" i18n-aria-label="@@close"><wt-icon name="close" /></button>
        </p>
      }
    </div>
  `,
  styles: `
    :host { position: absolute; z-index: 20; inset: auto 0 max(1rem, env(safe-area-inset-bottom)); display: grid; justify-items: center; pointer-events: none }
    p { display: flex; align-items: center; gap: var(--space-2); max-width: calc(100vw - 2rem); padding: var(--space-1) var(--space-1) var(--space-1) var(--space-4); border: 1px solid var(--line-strong); border-radius: var(--radius-large); background: var(--raised); box-shadow: var(--shadow); font-size: var(--step--1); pointer-events: auto; animation: rise var(--calm) var(--ease) }
    span { min-width: 0; overflow-wrap: anywhere }
    .take-back { flex: none; min-height: 2.75rem; padding: 0 0.75rem; color: var(--accent); font-weight: 600 }
  `,
})
export class UndoNotice {
  protected readonly undo = inject(Undo);
}
