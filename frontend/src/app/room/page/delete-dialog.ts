import { Component, type ElementRef, effect, input, output, viewChild } from '@angular/core';
import type { ShownMessage } from '../timeline/rows';

/** Asks once before a message is gone for everybody. */
@Component({
  selector: 'wt-delete-dialog',
  template: `
    <dialog #dialog class="dialog" closedby="any" aria-labelledby="delete-title" (close)="answered.emit(false)">
      <h2 id="delete-title" i18n="@@delete.title">Delete this message?</h2>
      <p class="text" dir="auto">{{ message()?.body }}</p>
      <p class="note" i18n="@@delete.note">Its text is gone for everybody. That it was there stays to be seen.</p>
      <footer>
        <button type="button" class="button" (click)="dialog.close()" i18n="@@cancel">Cancel</button>
        <button type="button" class="button danger" (click)="answered.emit(true)" i18n="@@actions.delete">Delete</button>
      </footer>
    </dialog>
  `,
  styles: `
    .dialog { width: min(26rem, calc(100vw - 2rem)) }
    .text { max-height: 8rem; margin: 0.75rem 0; padding-left: 0.75rem; border-left: 2px solid var(--line-strong); overflow: hidden auto; overflow-wrap: anywhere; white-space: pre-wrap; color: var(--ink-soft) }
    .note { color: var(--ink-faint); font-size: var(--step--1) }
    footer { display: flex; justify-content: flex-end; gap: var(--space-2); margin-top: var(--space-4) }
  `,
})
export class DeleteDialog {
  readonly message = input.required<ShownMessage | null>();
  readonly answered = output<boolean>();
  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    effect(() => {
      const { nativeElement: dialog } = this.dialog();
      if (this.message() === null) dialog.close();
      else if (!dialog.open) dialog.showModal();
    });
  }
}
