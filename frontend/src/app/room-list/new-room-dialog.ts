import { Component, type ElementRef, afterNextRender, computed, inject, output, signal, viewChild } from '@angular/core';
import { LIMITS } from '@contract/limits';
import type { Room, Visibility } from '@contract/room';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { Icon } from '../ui/icon';
import { lengthOf } from '../ui/text-length';
import { RoomsStore } from '../memberships/rooms-store';

@Component({
  selector: 'wt-new-room-dialog',
  imports: [Icon],
  templateUrl: './new-room-dialog.html',
  styleUrl: './new-room-dialog.css',
})
export class NewRoomDialog {
  readonly #rooms = inject(RoomsStore);
  readonly created = output<Room>();
  readonly closed = output();

  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly nameField = viewChild.required<ElementRef<HTMLInputElement>>('nameField');
  protected readonly name = signal('');
  protected readonly topic = signal('');
  protected readonly visibility = signal<Visibility>('public');
  protected readonly busy = signal(false);
  /** Of the name, which is where the server's refusals point as well. */
  protected readonly problem = signal('');
  protected readonly topicProblem = computed(() =>
    lengthOf(this.topic().trim()) > LIMITS.topicLength ? $localize`:@@newRoom.topicTooLong:A topic has at most ${LIMITS.topicLength}:limit: characters.` : '',
  );

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
      this.nameField().nativeElement.focus();
    });
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected type(name: string): void {
    this.name.set(name);
    this.problem.set('');
  }

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || this.topicProblem() !== '') return;
    const problem = problemWith(this.name().trim());
    if (problem !== '') return this.#refuse(problem);
    this.busy.set(true);
    try {
      const room = await this.#rooms.create(this.#wish());
      this.close();
      this.created.emit(room);
    } catch (error) {
      this.#refuse(errorText(CommandError.from(error)));
    } finally {
      this.busy.set(false);
    }
  }

  #wish(): Parameters<RoomsStore['create']>[0] {
    const topic = this.topic().trim();
    return { name: this.name().trim(), visibility: this.visibility(), ...(topic === '' ? {} : { topic }) };
  }

  #refuse(problem: string): void {
    this.problem.set(problem);
    this.nameField().nativeElement.focus();
  }
}

function problemWith(name: string): string {
  if (name === '') return $localize`:@@newRoom.nameMissing:Give the room a name.`;
  if (lengthOf(name) > LIMITS.roomNameLength) {
    return $localize`:@@newRoom.nameTooLong:A name has at most ${LIMITS.roomNameLength}:limit: characters.`;
  }
  return '';
}
