import { Component, type ElementRef, inject, output, signal, viewChild } from '@angular/core';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { SessionStore } from '../../connection/session-store';
import { remember } from '../../local/local-storage';
import { loginProblem, passwordProblem } from '../../api/account-problems';

/** A guest becomes a member. */
@Component({
  selector: 'wt-account-form',
  template: `
    <form (submit)="make($event)" novalidate>
      <label for="account-login" i18n="@@account.login">Login</label>
      <input #login id="account-login" class="field" type="text" autocomplete="username" autocapitalize="none" spellcheck="false" aria-describedby="account-problem" />
      <label for="account-password" i18n="@@account.password">Password</label>
      <input #password id="account-password" class="field" type="password" autocomplete="new-password" aria-describedby="account-note account-problem" />
      <p id="account-note" class="note" i18n="@@account.passwordNote">At least 10 characters. A few words that only you would put together are best.</p>
      <p id="account-problem" class="note bad" role="alert">{{ problem() }}</p>
      <button type="submit" class="button primary" [attr.aria-disabled]="busy()" i18n="@@account.make">Make an account</button>
    </form>
  `,
  styleUrl: './account-form.css',
})
export class AccountForm {
  readonly #session = inject(SessionStore);
  readonly made = output();
  protected readonly login = viewChild.required<ElementRef<HTMLInputElement>>('login');
  protected readonly password = viewChild.required<ElementRef<HTMLInputElement>>('password');
  protected readonly problem = signal('');
  protected readonly busy = signal(false);

  protected async make(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    const wish = { login: this.login().nativeElement.value.trim(), password: this.password().nativeElement.value };
    const [ofLogin, ofPassword] = [loginProblem(wish.login), passwordProblem(wish.password)];
    if (ofLogin !== '') return this.#refuse(ofLogin, this.login());
    if (ofPassword !== '') return this.#refuse(ofPassword, this.password());
    this.busy.set(true);
    await this.#ask(wish);
    this.busy.set(false);
  }

  async #ask(wish: { login: string; password: string }): Promise<void> {
    try {
      await this.#session.become(wish, '/api/accounts');
      remember('login', wish.login);
      this.made.emit();
    } catch (error) {
      const failure = CommandError.from(error);
      if (failure.code === 'NAME_TAKEN') this.#refuse($localize`:@@account.loginTaken:Somebody has this login. Choose another one.`, this.login());
      else this.#refuse(errorText(failure), this.password());
    }
  }

  #refuse(problem: string, field: ElementRef<HTMLInputElement>): void {
    this.problem.set(problem);
    field.nativeElement.focus();
  }
}
