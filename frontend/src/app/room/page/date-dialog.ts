import { Component, type ElementRef, afterNextRender, inject, input, output, signal, viewChild } from '@angular/core';
import { isMessages } from '../../api/answers';
import { ApiClient } from '../../api/api-client';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import type { Room } from '@contract/room';

/** Asks for a day, and finds the first message that was said then or later. */
@Component({
  selector: 'wt-date-dialog',
  template: `
    <dialog #dialog class="dialog" closedby="any" aria-labelledby="date-title" (close)="closed.emit()">
      <form (submit)="find($event)">
        <h2 id="date-title" i18n="@@date.title">Go to a date</h2>
        <label for="date" class="for-readers" i18n="@@date.day">Day</label>
        <input #day id="date" class="field" type="date" required [min]="dayOf(room().createdAt)" [max]="dayOf(now)" [value]="dayOf(now)" />
        <p class="problem" role="alert">{{ problem() }}</p>
        <footer>
          <button type="button" class="button" (click)="go(1)" i18n="@@date.beginning">To the beginning</button>
          <button type="submit" class="button primary" [attr.aria-disabled]="busy()" i18n="@@date.go">Go there</button>
        </footer>
      </form>
    </dialog>
  `,
  styles: `
    .dialog { width: min(22rem, calc(100vw - 2rem)) }
    .field { width: 100%; margin: var(--space-3) 0 0 }
    .problem { min-height: 1.5rem; color: var(--bad); font-size: var(--step--1) }
    footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: var(--space-2) }
  `,
})
export class DateDialog {
  readonly room = input.required<Room>();
  /** The ordinal of the message; null where nothing was said since. */
  readonly found = output<number | null>();
  readonly closed = output();
  readonly #rest = inject(ApiClient);
  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly day = viewChild.required<ElementRef<HTMLInputElement>>('day');
  protected readonly now = Date.now();
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly dayOf = isoDayOf;

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected go(ordinal: number | null): void {
    this.dialog().nativeElement.close();
    this.found.emit(ordinal);
  }

  protected async find(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      const [first] = await this.#rest.get(this.#path(), isMessages);
      this.go(first?.ordinal ?? null);
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    } finally {
      this.busy.set(false);
    }
  }

  #path(): string {
    const at = Math.max(0, new Date(`${this.day().nativeElement.value}T00:00`).getTime());
    return `/api/rooms/${encodeURIComponent(this.room().id)}/messages?limit=1&at=${at}`;
  }
}

/** Of the reader's own calendar, as the field takes it. */
function isoDayOf(at: number): string {
  const date = new Date(at);
  const two = (part: number): string => `${part}`.padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
