import { Component, type ElementRef, afterNextRender, inject, signal, viewChild } from '@angular/core';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { SessionStore } from '../connection/session-store';
import { recall, remember } from '../local/local-storage';

/** Login and password of somebody who has an account. */
@Component({
  selector: 'wt-member-form',
  templateUrl: './member-form.html',
  styleUrl: './member-form.css',
})
export class MemberForm {
  readonly #session = inject(SessionStore);
  protected readonly login = viewChild.required<ElementRef<HTMLInputElement>>('login');
  protected readonly password = viewChild.required<ElementRef<HTMLInputElement>>('password');
  protected readonly lastLogin = recall('login') ?? '';
  protected readonly problem = signal('');
  protected readonly busy = signal(false);

  constructor() {
    afterNextRender(() => this.#focus());
  }

  protected async signIn(event: Event): Promise<void> {
    event.preventDefault();
    const [login, password] = [this.login().nativeElement.value.trim(), this.password().nativeElement.value];
    if (login === '' || password === '') return this.#focus();
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await this.#session.become({ login, password, kind: 'cookie' });
      remember('login', login);
    } catch (error) {
      this.problem.set(wordsOf(CommandError.from(error)));
      this.password().nativeElement.select();
    } finally {
      this.busy.set(false);
    }
  }

  #focus(): void {
    const { nativeElement: login } = this.login();
    (login.value.trim() === '' ? login : this.password().nativeElement).focus();
  }
}

function wordsOf(error: CommandError): string {
  if (error.code !== 'UNAUTHENTICATED' && error.code !== 'INVALID') return errorText(error);
  return $localize`:@@door.wrong:Login or password is not right.`;
}
