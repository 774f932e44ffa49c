import { Component, type ElementRef, inject, input, output, signal, viewChild } from '@angular/core';
import type { RecoveryCodes, SecondFactorSetup } from '@contract/accounts';
import { type Guard, isNothing } from '../../api/answers';
import { ApiClient } from '../../api/api-client';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { QrCode } from '../../ui/qr-code';

const ADDRESS = '/api/me/second-factor';
const isSetup: Guard<SecondFactorSetup> = (answer): answer is SecondFactorSetup => typeof answer === 'object' && answer !== null && 'secret' in answer && 'uri' in answer;
const isCodes: Guard<RecoveryCodes> = (answer): answer is RecoveryCodes => typeof answer === 'object' && answer !== null && 'recoveryCodes' in answer;

/** A code besides the password: set up, shown to work, and removed again. */
@Component({
  selector: 'wt-second-factor',
  imports: [QrCode],
  templateUrl: './second-factor.html',
  styleUrl: '../../connection/account-form.css',
  styles: '.codes { columns: 2; max-width: 28rem; margin: var(--space-2) 0; font-family: var(--mono) } h3 { font-size: var(--step-0) } wt-qr-code { margin: var(--space-3) 0 }',
})
export class SecondFactor {
  readonly #rest = inject(ApiClient);
  readonly isOn = input.required<boolean>();
  readonly changed = output();
  protected readonly password = viewChild<ElementRef<HTMLInputElement>>('password');
  protected readonly code = viewChild<ElementRef<HTMLInputElement>>('code');
  protected readonly qrLabel = $localize`:@@factor.qr:QR code for an authenticator`;
  protected readonly isOpened = signal(false);
  protected readonly setup = signal<SecondFactorSetup | null>(null);
  protected readonly codes = signal<readonly string[]>([]);
  protected readonly problem = signal('');
  protected readonly busy = signal(false);

  protected begin(event: Event): Promise<void> {
    return this.#try(event, async () => this.setup.set(await this.#rest.post(ADDRESS, { password: valueOf(this.password()) }, isSetup)));
  }

  protected confirm(event: Event): Promise<void> {
    return this.#try(event, async () => {
      const { recoveryCodes } = await this.#rest.replace(ADDRESS, { code: valueOf(this.code()) }, isCodes);
      this.codes.set(recoveryCodes);
      this.setup.set(null);
      this.isOpened.set(false);
      this.changed.emit();
    });
  }

  protected remove(event: Event): Promise<void> {
    return this.#try(event, async () => {
      await this.#rest.post(`${ADDRESS}/remove`, { password: valueOf(this.password()), code: valueOf(this.code()) }, isNothing);
      this.codes.set([]);
      this.isOpened.set(false);
      this.changed.emit();
    });
  }

  async #try(event: Event, what: () => Promise<void>): Promise<void> {
    event.preventDefault();
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    await what().catch((error: unknown) => this.problem.set(wordsOf(CommandError.from(error))));
    this.busy.set(false);
  }
}

function valueOf(field: ElementRef<HTMLInputElement> | undefined): string {
  return field?.nativeElement.value ?? '';
}

function wordsOf(error: CommandError): string {
  const isWrong = error.code === 'FORBIDDEN' || error.code === 'INVALID';
  return isWrong ? $localize`:@@factor.wrong:Password or code is not right.` : errorText(error);
}
