import { Component, type ElementRef, afterNextRender, output, viewChild } from '@angular/core';
import { Icon } from '../ui/icon';

@Component({
  selector: 'wt-keys-dialog',
  imports: [Icon],
  templateUrl: './keys-dialog.html',
  styleUrl: './keys-dialog.css',
})
export class KeysDialog {
  readonly closed = output();
  protected readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  protected readonly command = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl';

  constructor() {
    afterNextRender(() => this.dialog().nativeElement.showModal());
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }
}
