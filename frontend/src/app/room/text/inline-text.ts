import { NgTemplateOutlet } from '@angular/common';
import { Component, input } from '@angular/core';
import type { Inline } from './tokens';

const EVERYBODY = ['here', 'room'];

@Component({
  selector: 'wt-inline',
  imports: [NgTemplateOutlet],
  template: `
    <ng-template #all let-tokens>
      @for (token of tokens; track $index) {
        @switch (token.type) {
          @case ('text') {{{ token.text }}}
          @case ('code') {<code>{{ token.text }}</code>}
          @case ('bold') {<strong><ng-container [ngTemplateOutlet]="all" [ngTemplateOutletContext]="{ $implicit: token.inside }" /></strong>}
          @case ('italic') {<em><ng-container [ngTemplateOutlet]="all" [ngTemplateOutletContext]="{ $implicit: token.inside }" /></em>}
          @case ('strike') {<s><ng-container [ngTemplateOutlet]="all" [ngTemplateOutletContext]="{ $implicit: token.inside }" /></s>}
          @case ('link') {<a [href]="token.href" target="_blank" rel="noopener noreferrer nofollow">{{ token.text }}</a>@if (token.host !== null) {<small class="host">&nbsp;({{ token.host }})</small>}}
          @case ('mention') {<span class="mention" [class.me]="token.userId === userId()">{{ nameOf(token.userId) }}</span>}
        }
      }
    </ng-template>
    <ng-container [ngTemplateOutlet]="all" [ngTemplateOutletContext]="{ $implicit: tokens() }" />
  `,
  styleUrl: './inline-text.css',
  preserveWhitespaces: false,
})
export class InlineText {
  readonly tokens = input.required<readonly Inline[]>();
  readonly names = input.required<ReadonlyMap<string, string>>();
  readonly userId = input.required<string>();

  protected nameOf(userId: string): string {
    if (EVERYBODY.includes(userId)) return `@${userId}`;
    return `@\u2068${this.names().get(userId) ?? $localize`:@@text.somebody:somebody`}\u2069`;
  }
}
