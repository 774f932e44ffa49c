import { Component, input, signal } from '@angular/core';
import { copyText } from '../../ui/clipboard';
import { Icon } from '../../ui/icon';

const SAID_MS = 2_000;

/** Code as it was written, with a button that copies it. */
@Component({
  selector: 'wt-code-block',
  imports: [Icon],
  template: `
    <div class="top">
      <span>{{ language() }}</span>
      <button type="button" (click)="copy()" [attr.aria-label]="label" [title]="label"><wt-icon [name]="copied() ? 'tick' : 'copy'" /></button>
    </div>
    <pre tabindex="0"><code>{{ text() }}</code></pre>
  `,
  styles: `
    :host { display: block; position: relative; margin: 0.35rem 0; border: 1px solid var(--line); border-radius: var(--radius); background: var(--sunken); overflow: hidden }
    .top { display: flex; align-items: center; justify-content: space-between; padding-left: 0.8rem; border-bottom: 1px solid var(--line); color: var(--ink-faint); font-size: var(--step--2) }
    button { display: grid; place-items: center; width: 2.1rem; height: 2.1rem; border-radius: var(--radius-small); color: inherit }
    button:hover { color: var(--ink) }
    pre { margin: 0; padding: 0.6rem 0.8rem; overflow-x: auto; white-space: pre; font: 0.84em/1.5 var(--mono) }
    @media (pointer: coarse) { button { width: 2.75rem; height: 2.75rem } }
  `,
})
export class CodeBlock {
  readonly language = input.required<string>();
  readonly text = input.required<string>();
  protected readonly copied = signal(false);
  protected readonly label = $localize`:@@text.copyCode:Copy the code`;

  protected async copy(): Promise<void> {
    if (!(await copyText(this.text()))) return;
    this.copied.set(true);
    setTimeout(() => this.copied.set(false), SAID_MS);
  }
}
