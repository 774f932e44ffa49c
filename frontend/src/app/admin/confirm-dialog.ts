import { Component, type ElementRef, afterNextRender, input, output, signal, viewChild } from '@angular/core';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';

export interface Confirmed {
  password: string;
  why?: string;
}

/** What is to be done, said once more, and done by whoever knows the password. */
@Component({
  selector: 'wt-confirm-dialog',
  template: `
    <dialog #dialog class="dialog" closedby="any" aria-labelledby="confirm-title" (close)="closed.emit()">
      <form (submit)="confirm($event)" novalidate>
        <h2 id="confirm-title">{{ what() }}</h2>
        @if (note() !== '') {
          <p class="note">{{ note() }}</p>
        }
        <label for="confirm-why"><span i18n="@@admin.why">Why</span> <small i18n="@@newRoom.optional">optional</small></label>
        <input #why id="confirm-why" class="field" type="text" dir="auto" maxlength="250" autocomplete="off" />
        <label for="confirm-password" i18n="@@admin.yourPassword">Your password</label>
        <input #password id="confirm-password" class="field" type="password" autocomplete="current-password" [attr.aria-invalid]="problem() !== ''" aria-describedby="confirm-problem" />
        <p id="confirm-problem" class="problem" role="alert">{{ problem() }}</p>
        <footer>
          <button type="button" class="button" (click)="dialog.close()" i18n="@@cancel">Cancel</button>
          <button type="submit" class="button primary" [attr.aria-disabled]="busy()">{{ action() }}</button>
        </footer>
      </form>
    </dialog>
  `,
  styles: `
    .dialog { width: min(28rem, calc(100vw - 2rem)) }
    h2 { overflow-wrap: anywhere }
    .note { margin-top: var(--space-2); color: var(--ink-soft) }
    label { display: block; margin: var(--space-3) 0 var(--space-1); font-weight: 600 }
    small { color: var(--ink-faint); font-weight: 400 }
    .field { width: 100% }
    .problem { min-height: 1.5em; color: var(--bad); font-size: var(--step--1) }
    footer { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: var(--space-2) }
    .button { min-height: 2.75rem }
  `,
})
export class ConfirmDialog {
  readonly what = input.required<string>();
  readonly note = input('');
  readonly action = input.required<string>();
  readonly act = input.required<(confirmed: Confirmed) => Promise<unknown>>();
  readonly closed = output();
  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly why = viewChild.required<ElementRef<HTMLInputElement>>('why');
  protected readonly password = viewChild.required<ElementRef<HTMLInputElement>>('password');
  protected readonly problem = signal('');
  protected readonly busy = signal(false);

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
      this.password().nativeElement.focus();
    });
  }

  protected async confirm(event: Event): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    const [password, why] = [this.password().nativeElement.value, this.why().nativeElement.value.trim()];
    try {
      await this.act()({ password, ...(why !== '' && { why }) });
      this.dialog().nativeElement.close();
    } catch (error) {
      this.problem.set(wordsOf(CommandError.from(error)));
      this.password().nativeElement.select();
    }
    this.busy.set(false);
  }
}

function wordsOf(error: CommandError): string {
  if (error.code === 'FORBIDDEN') return $localize`:@@admin.passwordWrong:This is not your password.`;
  return error.code === 'CONFLICT' ? $localize`:@@admin.last:This is the last administrator. Make somebody else one first.` : errorText(error);
}
