import { Component, computed, input } from '@angular/core';
import { encode } from 'uqr';

/** Empty modules around the code, as its standard asks for. */
const QUIET = 4;

/** A link for the camera of a telephone: dark on light in both themes, because some cameras read no other. */
@Component({
  selector: 'wt-qr-code',
  template: `<svg role="img" [attr.aria-label]="label()" [attr.viewBox]="box()" shape-rendering="crispEdges"><path [attr.d]="path()" /></svg>`,
  styles: `
    :host { display: block; width: 12rem; max-width: 100%; padding: 0; border-radius: var(--radius); background: #fff; forced-color-adjust: none }
    svg { display: block; width: 100% }
    path { fill: #1b1a17 }
  `,
})
export class QrCode {
  readonly text = input.required<string>();
  readonly label = input.required<string>();
  readonly #code = computed(() => encode(this.text(), { ecc: 'M', border: QUIET }));
  protected readonly box = computed(() => `0 0 ${this.#code().size} ${this.#code().size}`);
  protected readonly path = computed(() => this.#code().data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join(''));
}
