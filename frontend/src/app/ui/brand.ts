import { Component, input } from '@angular/core';

@Component({
  selector: 'wt-brand',
  template: `
    <svg viewBox="0 0 26 26" fill="none" stroke-width="3" stroke-linecap="round" aria-hidden="true">
      <path style="--hue: 256" d="M3 6c7 0 6 14 20 14" />
      <path style="--hue: 150" d="M3 13h20" />
      <path style="--hue: 40" d="M3 20c7 0 6-14 20-14" />
    </svg>
    @if (size() === 'large') {
      <h1 translate="no">Wątek</h1>
    } @else {
      <span translate="no">Wątek</span>
    }
  `,
  host: { '[class.large]': "size() === 'large'" },
  styles: `
    :host { display: flex; align-items: center; gap: 0.65rem; font-weight: 650; font-size: var(--step-1); letter-spacing: -0.01em }
    :host(.large) { font-size: var(--step-4); letter-spacing: -0.03em; gap: 0.9rem }
    h1 { font: inherit }
    svg { width: 1.55em; height: 1.55em; flex: none }
    :host(.large) svg { width: 1.2em; height: 1.2em }
    path { stroke: var(--strand) }
  `,
})
export class Brand {
  readonly size = input<'small' | 'large'>('small');
}
