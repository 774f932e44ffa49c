import { Component, type ElementRef, afterNextRender, computed, inject, input, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { Room } from '@contract/room';
import { Memberships } from '../../memberships/memberships';
import { Icon } from '../../ui/icon';
import { Layout } from '../../ui/layout';
import { countOf } from '../../i18n/time';
import { BellButton } from '../loudness/bell-button';
import { LazyParts } from './lazy-parts';

@Component({
  selector: 'wt-room-header',
  imports: [BellButton, Icon, RouterLink],
  templateUrl: './room-header.html',
  styleUrl: './room-header.css',
})
export class RoomHeader {
  readonly #mine = inject(Memberships);
  protected readonly panes = inject(Layout);
  protected readonly parts = inject(LazyParts);
  protected readonly countOf = countOf;
  /** null until it has been found. */
  readonly room = input.required<Room | null>();
  readonly online = input.required<number>();
  /** There is nothing that keeps the room from being shown. */
  readonly shown = input.required<boolean>();
  /** Only where the reader is a member there is something to be told of. */
  protected readonly mine = computed(() => this.#mine.of(this.room()?.id ?? ''));
  protected readonly top = viewChild.required<ElementRef<HTMLElement>>('top');

  constructor() {
    // Where the composer does not take the focus (its keyboard would cover the room), the room's head does.
    afterNextRender(() => {
      if (this.panes.compact()) this.top().nativeElement.focus();
    });
  }
}
