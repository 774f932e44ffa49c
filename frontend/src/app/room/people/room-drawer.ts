import { Component, type ElementRef, afterNextRender, computed, inject, input, output, signal, viewChild } from '@angular/core';
import type { Room, RoomMember } from '@contract/room';
import { Avatar } from '../../ui/avatar';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { Icon } from '../../ui/icon';
import { Layout } from '../../ui/layout';
import { countOf } from '../../i18n/time';
import type { Members } from './members';

@Component({
  selector: 'wt-room-drawer',
  imports: [Avatar, Icon],
  templateUrl: './room-drawer.html',
  styleUrl: './room-drawer.css',
})
export class RoomDrawer {
  readonly room = input.required<Room | null>();
  readonly members = input.required<Members>();
  readonly userId = input.required<string>();
  readonly isMember = input.required<boolean>();
  readonly mayInvite = input.required<boolean>();
  readonly invite = output();
  readonly mayUpdate = input.required<boolean>();
  readonly settings = output();
  /** Whom the reader wants to know more of. */
  readonly person = output<RoomMember>();
  /** Leaves, or fails with a `CommandError`. */
  readonly leave = input.required<() => Promise<void>>();
  protected readonly panes = inject(Layout);
  protected readonly closer = viewChild<ElementRef<HTMLElement>>('closer');
  protected readonly countOf = countOf;
  protected readonly asked = signal(false);
  protected readonly problem = signal('');

  protected readonly here = computed(() => this.members().listed.filter(({ online }) => online));
  protected readonly away = computed(() => this.members().listed.filter(({ online }) => !online));
  /** Members beyond the list. */
  protected readonly beyond = computed(() => Math.max(0, this.members().count - this.members().listed.length));

  constructor() {
    afterNextRender(() => {
      if (this.panes.compact()) this.closer()?.nativeElement.focus();
    });
  }

  protected async leaveRoom(): Promise<void> {
    this.problem.set('');
    try {
      await this.leave()();
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    }
  }
}
