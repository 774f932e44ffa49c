import { Component, inject, signal } from '@angular/core';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { AllRooms } from '../memberships/all-rooms';
import { RoomsStore } from '../memberships/rooms-store';
import { Icon } from '../ui/icon';

/** Marks everything as read; who did not mean to takes it back. */
@Component({
  selector: 'wt-read-all',
  imports: [Icon],
  template: `
    <span class="said" role="status">
      @if (problem() !== '') {
        {{ problem() }}
      } @else if (undo() !== null && !rooms.unread()) {
        <button type="button" class="undo" (click)="takeBack()" i18n="@@rooms.unreadAgain">Unread again</button>
      }
    </span>
    @if (rooms.unread()) {
      <button type="button" class="icon-button" (click)="readAll()" aria-label="Mark all as read" i18n-aria-label="@@rooms.readAll" title="Mark all as read" i18n-title="@@rooms.readAll"><wt-icon name="tick" /></button>
    }
  `,
  styles: `
    :host { display: flex; align-items: center }
    .said { color: var(--bad); font-size: var(--step--2) }
    .undo { min-height: 2.25rem; padding: 0 0.5rem; color: var(--accent); font-weight: 550 }
    .icon-button { width: 2.25rem; height: 2.25rem }
    @container page (width < 56.25rem) {
      .undo { min-height: 2.75rem }
      .icon-button { width: 2.75rem; height: 2.75rem }
    }
  `,
})
export class ReadAll {
  readonly #all = inject(AllRooms);
  protected readonly rooms = inject(RoomsStore);
  protected readonly problem = signal('');
  protected readonly undo = signal<(() => Promise<void>) | null>(null);

  protected readAll(): Promise<void> {
    return this.#try(async () => this.undo.set(await this.#all.read()));
  }

  protected takeBack(): Promise<void> {
    const undo = this.undo();
    this.undo.set(null);
    return this.#try(async () => undo?.());
  }

  async #try(act: () => Promise<unknown>): Promise<void> {
    this.problem.set('');
    await act().catch((error: unknown) => this.problem.set(errorText(CommandError.from(error))));
  }
}
