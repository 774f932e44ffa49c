import { Component, input, output } from '@angular/core';
import { type CommandResult, SLASH_COMMANDS } from './slash-commands';

export type Noticed = Extract<CommandResult, { type: 'help' | 'incomplete' | 'unknown' }> | { type: 'failed'; words: string };

/** What a command could not do, or which there are; and the way to send it as a text all the same. */
@Component({
  selector: 'wt-command-notice',
  template: `
    <div role="status">
      @switch (notice().type) {
        @case ('help') {
          <dl>
            @for (command of commands; track command.name) {
              <div>
                <dt>/{{ command.name }} {{ command.argument }}</dt>
                <dd>{{ command.says() }}</dd>
              </div>
            }
          </dl>
        }
        @case ('failed') {
          <p class="bad">{{ words() }}</p>
        }
        @case ('incomplete') {
          <p i18n="@@slash.incomplete">/{{ name() }} wants something behind it.</p>
        }
        @default {
          <p i18n="@@slash.unknown">There is no command /{{ name() }}. Send it as a text?</p>
        }
      }
    </div>
    <p class="ways">
      @if (notice().type === 'unknown') {
        <button type="button" (click)="asText.emit()" i18n="@@slash.asText">Send as text</button>
      }
      <button type="button" (click)="closed.emit()" i18n="@@slash.on">Go on writing</button>
    </p>
  `,
  styles: `
    :host { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: var(--space-2); margin-bottom: var(--space-2); padding: var(--space-2) var(--space-3); border: 1px solid var(--line); border-radius: var(--radius); background: var(--raised); color: var(--ink-soft); font-size: var(--step--1) }
    dl div { display: flex; gap: var(--space-3); padding: 0.1rem 0 }
    dt { min-width: 6rem; font-family: var(--mono) }
    dd { margin: 0 }
    .ways { display: flex; gap: var(--space-3) }
    .bad { color: var(--bad) }
    button { min-height: 2rem; color: var(--accent); font-weight: 550 }
    @media (pointer: coarse) { button { min-height: 2.75rem } }
  `,
})
export class CommandNotice {
  readonly notice = input.required<Noticed>();
  readonly asText = output();
  readonly closed = output();
  protected readonly commands = SLASH_COMMANDS;

  protected name(): string {
    const notice = this.notice();
    return 'name' in notice ? notice.name : '';
  }

  protected words(): string {
    const notice = this.notice();
    return notice.type === 'failed' ? notice.words : '';
  }
}
