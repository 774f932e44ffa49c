import { Component, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { passwordProblem } from '../../api/account-problems';
import { ApiClient } from '../../api/api-client';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';

@Component({
  selector: 'wt-password-form',
  template: `
    @if (shown()) {
      <form (submit)="change($event)" novalidate>
        <input type="hidden" autocomplete="username" [value]="login()" />
        <label for="password-now" i18n="@@account.passwordNow">Password of now</label>
        <input #now id="password-now" class="field" type="password" autocomplete="current-password" aria-describedby="password-problem" />
        <label for="password-next" i18n="@@account.passwordNext">New password</label>
        <input #next id="password-next" class="field" type="password" autocomplete="new-password" aria-describedby="password-problem" />
        <p id="password-problem" class="note bad" role="alert">{{ problem() }}</p>
        <button type="submit" class="button primary" [attr.aria-disabled]="busy()" i18n="@@account.changePassword">Change password</button>
        <p class="note" i18n="@@account.changeNote">All other devices are signed out.</p>
      </form>
    } @else {
      <button type="button" class="button" (click)="done.set(false); shown.set(true)" i18n="@@account.changePassword">Change password</button>
      @if (done()) {
        <p class="note" role="status" i18n="@@account.changed">Your password is another one now, and all other devices are signed out.</p>
      }
    }
  `,
  styleUrl: '../../connection/account-form.css',
})
export class PasswordForm {
  readonly #rest = inject(ApiClient);
  readonly login = input.required<string>();
  readonly changed = output();
  protected readonly now = viewChild<ElementRef<HTMLInputElement>>('now');
  protected readonly next = viewChild<ElementRef<HTMLInputElement>>('next');
  protected readonly shown = signal(false);
  protected readonly done = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal('');

  protected async change(event: Event): Promise<void> {
    event.preventDefault();
    const wish = { current: valueOf(this.now()), password: valueOf(this.next()) };
    this.problem.set(passwordProblem(wish.password));
    if (this.busy() || this.problem() !== '') return;
    this.busy.set(true);
    try {
      await this.#rest.put('/api/me/password', wish);
      this.shown.set(false);
      this.done.set(true);
      this.changed.emit();
    } catch (error) {
      this.problem.set(wordsOf(CommandError.from(error)));
      this.now()?.nativeElement.focus();
    } finally {
      this.busy.set(false);
    }
  }
}

function valueOf(field: ElementRef<HTMLInputElement> | undefined): string {
  return field?.nativeElement.value ?? '';
}

function wordsOf(error: CommandError): string {
  return error.code === 'FORBIDDEN' ? $localize`:@@account.passwordWrong:The password of now is not right.` : errorText(error);
}
