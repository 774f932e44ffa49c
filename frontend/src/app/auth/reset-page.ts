import { Component, type ElementRef, computed, inject, input, resource, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { passwordProblem } from '../api/account-problems';
import { type Guard, isNothing } from '../api/answers';
import { ApiClient } from '../api/api-client';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { Brand } from '../ui/brand';

const isResetView: Guard<{ name: string }> = (answer): answer is { name: string } => typeof answer === 'object' && answer !== null && 'name' in answer;

/** A new password, by a link that an administrator gave. */
@Component({
  selector: 'wt-reset-page',
  imports: [Brand, RouterLink],
  template: `
    <main>
      <wt-brand size="large" />
      @if (isDone()) {
        <h2 i18n="@@reset.done">Your password is another one now</h2>
        <a class="button primary" routerLink="/sign-in" i18n="@@door.signIn">Sign in</a>
      } @else if (whose.hasValue()) {
        <h2 i18n="@@reset.title">A new password for {{ whose.value().name }}</h2>
        <form (submit)="save($event)" novalidate>
          <label for="reset-password" i18n="@@account.passwordNext">New password</label>
          <input #password id="reset-password" class="field" type="password" autocomplete="new-password" aria-describedby="reset-problem" />
          <p id="reset-problem" class="problem" role="alert">{{ problem() }}</p>
          <button type="submit" class="button primary" [attr.aria-disabled]="busy()" i18n="@@settings.save">Save</button>
        </form>
      } @else if (whose.error() !== undefined) {
        <h2 i18n="@@reset.over">This link is over</h2>
        <p class="topic">{{ reason() }}</p>
      }
    </main>
  `,
  styleUrl: './invite-page.css',
  styles: 'form { margin-top: var(--space-4) } label { display: block; margin-bottom: var(--space-1); font-weight: 600 } .field { width: 100%; height: 3rem }',
})
export class ResetPage {
  readonly #rest = inject(ApiClient);
  readonly code = input.required<string>();
  protected readonly password = viewChild<ElementRef<HTMLInputElement>>('password');
  protected readonly whose = resource({ params: () => this.code(), loader: ({ params: code }) => this.#rest.get(`/api/reset/${encodeURIComponent(code)}`, isResetView) });
  protected readonly reason = computed(() => this.#wordsOf(CommandError.from(this.whose.error())));
  protected readonly problem = signal('');
  protected readonly busy = signal(false);
  protected readonly isDone = signal(false);

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const password = this.password()?.nativeElement.value ?? '';
    this.problem.set(passwordProblem(password));
    if (this.busy() || this.problem() !== '') return;
    this.busy.set(true);
    try {
      await this.#rest.post(`/api/reset/${encodeURIComponent(this.code())}`, { password }, isNothing);
      this.isDone.set(true);
    } catch (error) {
      this.problem.set(this.#wordsOf(CommandError.from(error)));
    }
    this.busy.set(false);
  }

  #wordsOf(error: CommandError): string {
    return error.code === 'NOT_FOUND' ? $localize`:@@reset.overNote:It was used, or it is older than a day. Ask an administrator for a new one.` : errorText(error);
  }
}
