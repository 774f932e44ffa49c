import { Injectable, signal } from '@angular/core';

export type ShellDialog = 'new room' | 'new conversation' | 'keys' | 'switcher';

/** The dialog of the shell that is open, wherever it was asked for. */
@Injectable({ providedIn: 'root' })
export class OpenDialog {
  readonly #shown = signal<ShellDialog | null>(null);
  readonly shown = this.#shown.asReadonly();

  show(dialog: ShellDialog): void {
    this.#shown.set(dialog);
  }

  close(): void {
    this.#shown.set(null);
  }
}
