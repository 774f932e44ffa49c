import { Component, type OnDestroy, input, signal } from '@angular/core';
import { copyText } from './clipboard';
import { Icon } from './icon';

const SAID_MS = 2_500;

/** Copies a text, and says whether it did. */
@Component({
  selector: 'wt-copy-button',
  imports: [Icon],
  template: `
    <button type="button" class="button" [attr.aria-label]="label()" (click)="copy()">
      @if (state() === 'copied') {
        <wt-icon name="tick" /><span i18n="@@copy.done">Copied</span>
      } @else {
        <wt-icon name="copy" /><span i18n="@@copy.copy">Copy</span>
      }
    </button>
    <span class="for-readers" role="status">
      @if (state() === 'copied') {
        <ng-container i18n="@@copy.done">Copied</ng-container>
      }
    </span>
    @if (state() === 'failed') {
      <p class="problem" role="alert" i18n="@@copy.failed">This browser does not let it be copied. Select it and copy it yourself.</p>
    }
  `,
  styles: `
    :host { display: block }
    .button { min-width: 7rem; min-height: 2.75rem }
    .problem { color: var(--bad); font-size: var(--step--1) }
  `,
})
export class CopyButton implements OnDestroy {
  readonly text = input.required<string>();
  /** What is copied, for those who do not see what stands beside the button. */
  readonly label = input.required<string>();
  protected readonly state = signal<'ready' | 'copied' | 'failed'>('ready');
  #later: ReturnType<typeof setTimeout> | undefined;

  ngOnDestroy(): void {
    clearTimeout(this.#later);
  }

  protected async copy(): Promise<void> {
    this.state.set((await copyText(this.text())) ? 'copied' : 'failed');
    clearTimeout(this.#later);
    this.#later = setTimeout(() => this.state.set('ready'), SAID_MS);
  }
}
