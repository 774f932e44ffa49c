import { Component, type ElementRef, afterNextRender, computed, inject, input, linkedSignal, output, signal, viewChild } from '@angular/core';
import { LIMITS } from '@contract/limits';
import { type Action, type RoomFacts, may } from '@contract/permissions';
import type { Room } from '@contract/room';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { RoomsStore } from '../../memberships/rooms-store';
import { Icon } from '../../ui/icon';
import { lengthOf } from '../../ui/text-length';
import { RoomHooks } from './room-hooks';
import { type RoomDraft, changesIn, draftOf } from './room-draft';

/** How the room is called, seen and run, for its owners; and doors for programs, for its moderators too. */
@Component({
  selector: 'wt-room-settings',
  imports: [Icon, RoomHooks],
  templateUrl: './room-settings.html',
  styles: `
    .dialog { width: min(27rem, calc(100vw - 2rem)) }
    label { display: block; font-weight: 600 }
    .field { width: 100%; margin: var(--space-1) 0 var(--space-3) }
    input.field { margin-bottom: 0 }
    .problem { min-height: 1.5rem; padding-top: 2px; color: var(--bad); font-size: var(--step--1) }
    .check { display: flex; gap: var(--space-2); align-items: center; min-height: 2.75rem; font-weight: 400 }
    .check input { flex: none; width: 1.1rem; height: 1.1rem; accent-color: var(--accent) }
    footer { display: flex; justify-content: flex-end; gap: var(--space-2) }
  `,
})
export class RoomSettings {
  readonly #rooms = inject(RoomsStore);
  readonly room = input.required<Room>();
  readonly facts = input.required<RoomFacts>();
  readonly closed = output();

  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  /** As it was when the form was opened. */
  readonly #before = linkedSignal<Room, Room>({ source: this.room, computation: (room, previous) => (previous?.value.id === room.id ? previous.value : room) });
  protected readonly draft = linkedSignal(() => draftOf(this.#before()));
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  readonly #changes = computed(() => changesIn(this.draft(), this.#before()));
  protected readonly isChanged = computed(() => Object.keys(this.#changes()).length > 0);
  protected readonly nameProblem = computed(() => {
    const length = lengthOf(this.draft().name.trim());
    if (length === 0) return $localize`:@@newRoom.nameMissing:Give the room a name.`;
    return length > LIMITS.roomNameLength ? $localize`:@@newRoom.nameTooLong:A name has at most ${LIMITS.roomNameLength}:limit: characters.` : '';
  });
  protected readonly topicProblem = computed(() =>
    lengthOf(this.draft().topic.trim()) > LIMITS.topicLength ? $localize`:@@newRoom.topicTooLong:A topic has at most ${LIMITS.topicLength}:limit: characters.` : '',
  );
  /** With the one that is set, which a program may have chosen. */
  protected readonly paces = computed(() => {
    const named = new Map([
      [0, $localize`:@@roomSettings.anyTime:whenever they like`],
      [10, $localize`:@@roomSettings.slow10:every 10 seconds`],
      [60, $localize`:@@roomSettings.slow60:every minute`],
      [600, $localize`:@@roomSettings.slow600:every 10 minutes`],
      [3_600, $localize`:@@roomSettings.slow3600:every hour`],
    ]);
    const seconds = this.draft().slowModeSeconds;
    if (!named.has(seconds)) named.set(seconds, $localize`:@@roomSettings.slowOther:every ${seconds}:seconds: seconds`);
    return [...named].map(([each, name]) => ({ seconds: each, name }));
  });

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected may(action: Action): boolean {
    return may([], action, this.facts());
  }

  protected set(change: Partial<RoomDraft>): void {
    this.draft.update((draft) => ({ ...draft, ...change }));
    this.problem.set('');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.nameProblem() !== '' || this.topicProblem() !== '') return;
    if (!this.isChanged()) return this.dialog().nativeElement.close();
    this.busy.set(true);
    try {
      await this.#rooms.update(this.room().id, this.#changes());
      this.dialog().nativeElement.close();
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    } finally {
      this.busy.set(false);
    }
  }
}
