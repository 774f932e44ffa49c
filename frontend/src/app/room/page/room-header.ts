import { Component, type ElementRef, afterNextRender, inject, input, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../../ui/icon';
import { Layout } from '../../ui/layout';
import { countOf } from '../../i18n/time';
import type { RoomStore } from './room-store';

@Component({
  selector: 'wt-room-header',
  imports: [Icon, RouterLink],
  templateUrl: './room-header.html',
  styleUrl: './room-header.css',
})
export class RoomHeader {
  protected readonly panes = inject(Layout);
  protected readonly countOf = countOf;
  readonly store = input.required<RoomStore>();
  protected readonly top = viewChild.required<ElementRef<HTMLElement>>('top');

  constructor() {
    // Where the composer does not take the focus (its keyboard would cover the room), the room's head does.
    afterNextRender(() => {
      if (this.panes.compact()) this.top().nativeElement.focus();
    });
  }

  /** Presence is fresher, but known only after the room has been joined. */
  protected online(): number {
    return this.store().members().online;
  }
}
