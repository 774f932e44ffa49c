import { Component, type ElementRef, input, output, resource, signal, viewChild } from '@angular/core';
import { Avatar } from '../avatar';
import { Icon } from '../icon';

const TYPING_MS = 150;

let made = 0;

export interface Pickable {
  id: string;
  name: string;
}

/** People by name, to be picked with mouse, touch or the arrow keys. */
@Component({
  selector: 'wt-person-picker',
  imports: [Avatar, Icon],
  templateUrl: './person-picker.html',
  styleUrl: './person-picker.css',
})
export class PersonPicker<P extends Pickable> {
  readonly label = input.required<string>();
  /** Who is called like that. */
  readonly search = input.required<(query: string) => Promise<P[]>>();
  readonly chosen = input<ReadonlySet<string>>(new Set());
  /** Why somebody cannot be picked; null: they can. */
  readonly noteOf = input<(person: P) => string | null>(() => null);
  readonly picked = output<P>();

  protected readonly fieldId = `person-picker-${++made}`;
  protected readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');
  protected readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  protected readonly query = signal('');
  protected readonly found = resource({
    params: () => this.query().trim(),
    loader: async ({ params: query, abortSignal }) => {
      if (query !== '') await new Promise((done) => setTimeout(done, TYPING_MS));
      return abortSignal.aborted ? [] : this.search()(query);
    },
  });

  focus(): void {
    this.field().nativeElement.focus();
  }

  protected focusFirst(): void {
    this.#buttons()[0]?.focus();
  }

  protected walk(event: KeyboardEvent): void {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const buttons = this.#buttons();
    const at = buttons.findIndex((button) => button === document.activeElement) + (event.key === 'ArrowDown' ? 1 : -1);
    if (at < 0) this.focus();
    else buttons[at]?.focus();
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.list().nativeElement.querySelectorAll<HTMLButtonElement>('button:not(:disabled)')];
  }
}
