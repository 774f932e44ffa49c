import { Component, type ElementRef, inject, signal, viewChild } from '@angular/core';
import { errorText } from '../api/error-text';
import { CommandError } from '../api/command-error';
import { nameProblem } from '../api/name-problem';
import { Brand } from '../ui/brand';
import { LanguageSwitch } from '../i18n/language-switch';
import { recall } from '../local/local-storage';
import { SessionStore } from '../connection/session-store';

@Component({
  selector: 'wt-sign-in',
  imports: [Brand, LanguageSwitch],
  templateUrl: './sign-in.html',
  styleUrl: './sign-in.css',
})
export class SignIn {
  protected readonly session = inject(SessionStore);
  protected readonly name = signal(recall('name') ?? '');
  protected readonly problem = signal('');
  protected readonly busy = signal(false);
  protected readonly field = viewChild.required<ElementRef<HTMLInputElement>>('field');

  protected ended(): boolean {
    const state = this.session.state();
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
    await this.session.enter(name).catch((error: unknown) => this.#refuse(errorText(CommandError.from(error))));
    this.busy.set(false);
  }

  #refuse(problem: string): void {
    this.problem.set(problem);
    this.field().nativeElement.focus();
  }
}
