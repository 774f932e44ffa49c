import { Component, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import { loginProblem, passwordProblem } from '../api/account-problems';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { nameProblem } from '../api/name-problem';
import { recall, remember } from '../local/local-storage';
import { SessionStore } from './session-store';

type Field = ElementRef<HTMLInputElement>;

interface Wish {
  login: string;
  password: string;
  name?: string;
  token?: string;
  invite?: string;
}

/** Makes an account: of the guest who is here, or of somebody new. */
@Component({
  selector: 'wt-account-form',
  templateUrl: './account-form.html',
  styleUrl: './account-form.css',
})
export class AccountForm {
  readonly #session = inject(SessionStore);
  /** What the button says. */
  readonly action = input.required<string>();
  readonly address = input('/api/accounts');
  /** Somebody new has to say what they are called. */
  readonly named = input(false);
  readonly withToken = input(false);
  /** The code of an invitation. */
  readonly invite = input<string>();
  /** Tells the password, for what the page asks it to prove next. */
  readonly made = output<string>();

  protected readonly name = viewChild<Field>('name');
  protected readonly login = viewChild.required<Field>('login');
  protected readonly password = viewChild.required<Field>('password');
  protected readonly token = viewChild<Field>('token');
  protected readonly lastName = recall('name') ?? '';
  protected readonly problem = signal('');
  protected readonly busy = signal(false);

  protected async make(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy() || !this.#isComplete()) return;
    this.busy.set(true);
    await this.#ask(this.#wish());
    this.busy.set(false);
  }

  #wish(): Wish {
    const [name, token, invite] = [valueOf(this.name()).trim(), valueOf(this.token()).trim(), this.invite()];
    return {
      login: valueOf(this.login()).trim(),
      password: valueOf(this.password()),
      ...(name !== '' && { name }),
      ...(token !== '' && { token }),
      ...(invite !== undefined && { invite }),
    };
  }

  #isComplete(): boolean {
    const name = this.name();
    const checks: [string, Field | undefined][] = [
      [name === undefined ? '' : nameProblem(valueOf(name).trim()), name],
      [loginProblem(valueOf(this.login()).trim()), this.login()],
      [passwordProblem(valueOf(this.password())), this.password()],
    ];
    const [problem, field] = checks.find(([words]) => words !== '') ?? ['', undefined];
    this.problem.set(problem);
    field?.nativeElement.focus();
    return problem === '';
  }

  async #ask(wish: Wish): Promise<void> {
    this.problem.set('');
    try {
      await this.#session.become(wish, this.address());
      remember('login', wish.login);
      this.made.emit(wish.password);
    } catch (error) {
      this.#refuse(CommandError.from(error));
    }
  }

  #refuse(error: CommandError): void {
    const isTaken = error.code === 'NAME_TAKEN';
    const isToken = error.code === 'FORBIDDEN' && this.withToken();
    const ofToken = isToken ? $localize`:@@setup.tokenWrong:The set-up token is not right.` : errorText(error);
    this.problem.set(isTaken ? $localize`:@@account.loginTaken:Somebody has this login. Choose another one.` : ofToken);
    const field = isToken ? this.token() : this.login();
    field?.nativeElement.focus();
  }
}

function valueOf(field: Field | undefined): string {
  return field?.nativeElement.value ?? '';
}
