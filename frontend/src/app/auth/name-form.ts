import { Component, type ElementRef, afterNextRender, inject, input, signal, viewChild } from '@angular/core';
import { errorText } from '../api/error-text';
import { CommandError } from '../api/command-error';
import { nameProblem } from '../api/name-problem';
import { recall } from '../local/local-storage';
import { SessionStore } from '../connection/session-store';

/** Begins a session under a name. */
@Component({
  selector: 'wt-name-form',
  templateUrl: './name-form.html',
  styleUrl: './name-form.css',
})
export class NameForm {
  readonly #session = inject(SessionStore);
  /** What the button says. */
  readonly action = input.required<string>();
  /** The code of an invitation. */
  readonly invite = input<string>();
  protected readonly name = signal(recall('name') ?? '');
  protected readonly problem = signal('');
  protected readonly busy = signal(false);
  protected readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  constructor() {
    // On a telephone the keyboard would cover what the page says.
    afterNextRender(() => {
      if (typeof matchMedia === 'function' && matchMedia('(pointer: fine)').matches) this.field().nativeElement.focus();
    });
  }

  protected ended(): boolean {
    const state = this.#session.state();
    return state.status === 'out' && state.ended;
  }

  protected type(name: string): void {
    this.name.set(name);
    this.problem.set('');
  }

  protected async enter(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const name = this.name().trim();
    const problem = nameProblem(name);
    if (problem !== '') return this.#refuse(problem);
    this.busy.set(true);
    await this.#session.enter(name, this.invite()).catch((error: unknown) => this.#refuse(errorText(CommandError.from(error))));
    this.busy.set(false);
  }

  #refuse(problem: string): void {
    this.problem.set(problem);
    this.field().nativeElement.focus();
  }
}
