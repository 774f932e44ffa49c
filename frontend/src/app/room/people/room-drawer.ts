import { Component, type ElementRef, afterNextRender, computed, inject, input, output, signal, viewChild } from '@angular/core';
import type { Room, RoomMember } from '@contract/room';
import { Avatar } from '../../ui/avatar';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { Icon } from '../../ui/icon';
import { Layout } from '../../ui/layout';
import { Memberships } from '../../memberships/memberships';
import { countOf } from '../../i18n/time';
import type { Members } from './members';

type Attempt = 'favourite' | 'leave';

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
  readonly #memberships = inject(Memberships);
  protected readonly panes = inject(Layout);
  protected readonly closer = viewChild<ElementRef<HTMLElement>>('closer');
  protected readonly countOf = countOf;
  protected readonly mine = computed(() => this.#memberships.of(this.room()?.id ?? ''));
  protected readonly asked = signal(false);
  protected readonly problem = signal<{ of: Attempt; words: string } | null>(null);

  protected readonly here = computed(() => this.members().listed.filter(({ online }) => online));
  protected readonly away = computed(() => this.members().listed.filter(({ online }) => !online));
  /** Members beyond the list. */
  protected readonly beyond = computed(() => Math.max(0, this.members().count - this.members().listed.length));

  constructor() {
    afterNextRender(() => {
      if (this.panes.compact()) this.closer()?.nativeElement.focus();
    });
  }

  protected setFavourite(favourite: boolean): Promise<void> {
    return this.#try('favourite', () => this.#memberships.setFavourite(this.room()?.id ?? '', favourite));
  }

  protected leaveRoom(): Promise<void> {
    return this.#try('leave', this.leave());
  }

  async #try(of: Attempt, act: () => Promise<void>): Promise<void> {
    this.problem.set(null);
    try {
      await act();
    } catch (error) {
      this.problem.set({ of, words: errorText(CommandError.from(error)) });
    }
  }
}
