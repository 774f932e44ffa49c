import { Component, type ElementRef, afterNextRender, effect, inject, signal, viewChild } from '@angular/core';
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
  protected readonly code = viewChild<ElementRef<HTMLInputElement>>('code');
  /** The password was right, and is not enough. */
  protected readonly needsCode = signal(false);
  protected readonly lastLogin = recall('login') ?? '';
  protected readonly problem = signal('');
  protected readonly busy = signal(false);

  constructor() {
    afterNextRender(() => this.#focus());
    effect(() => this.code()?.nativeElement.focus());
  }

  protected async signIn(event: Event): Promise<void> {
    event.preventDefault();
    const [login, password] = [this.login().nativeElement.value.trim(), this.password().nativeElement.value];
    if (login === '' || password === '') return this.#focus();
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      const code = this.code()?.nativeElement.value ?? '';
      await this.#session.become({ login, password, kind: 'cookie', ...(code !== '' && { code }) });
      remember('login', login);
    } catch (error) {
      this.#refuse(CommandError.from(error));
    } finally {
      this.busy.set(false);
    }
  }

  #refuse(error: CommandError): void {
    if (error.code === 'FORBIDDEN' && !this.needsCode()) {
      this.needsCode.set(true);
      return;
    }
    this.problem.set(wordsOf(error, this.needsCode()));
    (this.code() ?? this.password()).nativeElement.select();
  }

  #focus(): void {
    const { nativeElement: login } = this.login();
    (login.value.trim() === '' ? login : this.password().nativeElement).focus();
  }
}

function wordsOf(error: CommandError, withCode: boolean): string {
  if (error.code !== 'UNAUTHENTICATED' && error.code !== 'INVALID') return errorText(error);
  if (withCode) return $localize`:@@door.wrongCode:Password or code is not right, or the code was used before.`;
  return $localize`:@@door.wrong:Login or password is not right.`;
}
