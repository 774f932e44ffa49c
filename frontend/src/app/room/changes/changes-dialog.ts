import { Component, type ElementRef, afterNextRender, inject, input, output, signal, viewChild } from '@angular/core';
import { isMessages } from '../../api/answers';
import { ApiClient } from '../../api/api-client';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { countOf } from '../../i18n/time';
import { Icon } from '../../ui/icon';
import { NoticeRow } from '../timeline/notice-row';
import { PeopleNames } from '../timeline/people-names';
import { MissedEventsSource } from './missed-events';
import { type RoomSummary, isNothing, summaryOf } from './room-summary';

/** After which event of which log the reader has not been there. */
export interface ChangesSince {
  roomId: string;
  epoch: string;
  seq: number;
}

/** What the room did while the reader was away, with ways to the messages. */
@Component({
  selector: 'wt-changes-dialog',
  imports: [Icon, NoticeRow, PeopleNames],
  templateUrl: './changes-dialog.html',
  styleUrl: './changes-dialog.css',
})
export class ChangesDialog {
  readonly since = input.required<ChangesSince>();
  readonly userId = input.required<string>();
  readonly jump = output<number>();
  readonly closed = output();
  readonly #missed = inject(MissedEventsSource);
  readonly #rest = inject(ApiClient);
  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly summary = signal<RoomSummary | null>(null);
  protected readonly more = signal(false);
  protected readonly problem = signal('');
  protected readonly isNothing = isNothing;
  protected readonly countOf = countOf;

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
      void this.#load();
    });
  }

  /** The events know it by its id; the way there goes by its place. */
  protected async goTo(id: string): Promise<void> {
    await this.#try(async () => {
      const path = `/api/rooms/${encodeURIComponent(this.since().roomId)}/messages?thread=${encodeURIComponent(id)}`;
      const found = (await this.#rest.get(path, isMessages)).find((message) => message.id === id);
      if (found === undefined) throw new CommandError('NOT_FOUND', 'beyond the first page of its chain');
      this.dialog().nativeElement.close();
      this.jump.emit(found.ordinal);
    });
  }

  async #load(): Promise<void> {
    await this.#try(async () => {
      const { seq, ...room } = this.since();
      const { events, more } = await this.#missed.after(seq, room);
      this.summary.set(summaryOf(events, this.userId()));
      this.more.set(more);
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      this.problem.set('');
      await act();
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    }
  }
}
