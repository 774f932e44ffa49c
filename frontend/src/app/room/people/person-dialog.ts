import { Component, type ElementRef, afterNextRender, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import type { RoomFacts } from '@contract/permissions';
import type { RoomMember } from '@contract/room';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { PeopleStore } from '../../memberships/people-store';
import { Avatar } from '../../ui/avatar';
import { Icon } from '../../ui/icon';
import { type MemberAct, memberActs } from './member-acts';

/** What one may do with somebody: write to them alone, want nothing from them, or see to it that the room stays pleasant. */
@Component({
  selector: 'wt-person-dialog',
  imports: [Avatar, Icon],
  templateUrl: './person-dialog.html',
  styles: `
    .dialog { width: min(26rem, calc(100vw - 2rem)) }
    .dialog header { gap: var(--space-3) }
    h2 { flex: 1; min-width: 0; overflow-wrap: anywhere }
    h2 small { display: block; color: var(--ink-faint); font-size: var(--step--1); font-weight: 400; letter-spacing: 0 }
    .acts { display: flex; flex-wrap: wrap; gap: var(--space-2) }
    .acts .button { min-height: 2.75rem }
    .note { margin: var(--space-2) 0; color: var(--ink-faint); font-size: var(--step--1) }
    h3 { margin: var(--space-4) 0 var(--space-2) }
    .problem { min-height: 1.25rem; margin-top: var(--space-2); color: var(--bad); font-size: var(--step--1) }
  `,
})
export class PersonDialog {
  readonly #people = inject(PeopleStore);
  readonly #router = inject(Router);
  readonly person = input.required<RoomMember>();
  readonly roomId = input.required<string>();
  readonly userId = input.required<string>();
  /** The room, and what the reader is in it. */
  readonly facts = input.required<RoomFacts>();
  readonly closed = output();

  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly problem = signal('');
  protected readonly done = signal('');
  /** Of what cannot be undone by another click it is asked once. */
  protected readonly asked = signal<MemberAct['id'] | null>(null);
  protected readonly isSelf = computed(() => this.person().id === this.userId());
  protected readonly isBlocked = computed(() => this.#people.blocked().has(this.person().id));
  protected readonly acts = computed(() => memberActs(this.facts(), this.person().role));
  protected readonly roleText = computed(() => {
    const { role } = this.person();
    if (role === 'owner') return $localize`:@@person.owner:Owner of this room`;
    return role === 'moderator' ? $localize`:@@person.moderator:Moderator of this room` : '';
  });

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected write(): Promise<void> {
    return this.#try(async () => {
      const { slug } = await this.#people.openDirect([this.person().id]);
      // Its own closing is told too late: by then it would be open again, over the conversation.
      this.closed.emit();
      await this.#router.navigate(['/rooms', slug]);
    });
  }

  protected block(on: boolean): Promise<void> {
    return this.#try(() => this.#people.block(this.person().id, on));
  }

  protected change({ name, change }: MemberAct): Promise<void> {
    this.asked.set(null);
    return this.#try(async () => {
      const wish = 'muteForMs' in change ? { mutedUntil: Date.now() + change.muteForMs } : change;
      await this.#people.setMember({ roomId: this.roomId(), userId: this.person().id, ...wish });
      this.done.set(name);
      if ('removed' in change || 'banned' in change) this.dialog().nativeElement.close();
    });
  }

  async #try(what: () => Promise<void>): Promise<void> {
    this.problem.set('');
    try {
      await what();
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    }
  }
}
