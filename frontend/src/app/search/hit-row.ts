import { Component, computed, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { momentOf } from '../i18n/moment';
import { fullTimeOf } from '../i18n/time';
import { Avatar } from '../ui/avatar';
import { hueOf } from '../ui/colour';
import { Icon } from '../ui/icon';
import type { FoundHit } from './search-store';

/** A message that was found, with the part that was looked for. Its link leads to its place in the room. */
@Component({
  selector: 'wt-hit-row',
  imports: [Avatar, Icon, RouterLink],
  template: `
    <a class="hit" [routerLink]="['/rooms', hit().room.slug, hit().ordinal]" [style.--hue]="hueOf(hit().roomId)" (click)="opened.emit()">
      <wt-avatar [of]="hit().author" />
      <span class="head">
        <b><bdi>{{ hit().author.name }}</bdi></b>
        <span class="room"><i></i><bdi>{{ hit().room.name }}</bdi></span>
        @if (hit().pinned) {
          <wt-icon name="pin" />
        }
        <time [attr.datetime]="instant()" [title]="fullTimeOf(hit().at)">{{ momentOf(hit().at) }}</time>
      </span>
      <!-- No space may come between two pieces of a word. -->
      <span class="text" dir="auto">@for (piece of hit().snippet; track $index) {@if (piece.hit) {<mark>{{ piece.text }}</mark>} @else {<span>{{ piece.text }}</span>}}</span>
    </a>
  `,
  styleUrl: './hit-row.css',
})
export class HitRow {
  readonly hit = input.required<FoundHit>();
  readonly opened = output();
  protected readonly hueOf = hueOf;
  protected readonly momentOf = momentOf;
  protected readonly fullTimeOf = fullTimeOf;
  protected readonly instant = computed(() => new Date(this.hit().at).toISOString());
}
