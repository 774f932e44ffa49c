import { Component, type ElementRef, afterNextRender, output, viewChild } from '@angular/core';
import { Icon } from '../ui/icon';
import { KeyList } from '../ui/key-list';

@Component({
  selector: 'wt-keys-dialog',
  imports: [Icon, KeyList],
  templateUrl: './keys-dialog.html',
  styleUrl: './keys-dialog.css',
})
export class KeysDialog {
  readonly closed = output();
  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }
}
