import { Component, input, signal } from '@angular/core';
import { CopyButton } from './copy-button';
import { Icon } from './icon';
import { QrCode } from './qr-code';

/** An address to send to others: as text, by the clipboard, and for the camera of a telephone. */
@Component({
  selector: 'wt-share-link',
  imports: [CopyButton, Icon, QrCode],
  template: `
    <div class="row">
      <input #text class="field" type="text" readonly dir="ltr" [value]="address()" aria-label="Link" i18n-aria-label="@@invite.link" (focus)="text.select()" />
      <wt-copy-button [text]="address()" [label]="copyLabel" />
      <button type="button" class="button" [attr.aria-expanded]="shown()" (click)="shown.set(!shown())"><wt-icon name="code" /><span i18n="@@invite.qr">QR code</span></button>
    </div>
    @if (shown()) {
      <wt-qr-code [text]="address()" [label]="codeLabel" />
    }
  `,
  styles: `
    .row { display: flex; flex-wrap: wrap; gap: var(--space-2) }
    .field { flex: 1 1 12rem; font-size: var(--step--1) }
    .button { min-height: 2.75rem }
    wt-qr-code { margin: var(--space-3) auto 0 }
  `,
})
export class ShareLink {
  readonly address = input.required<string>();
  protected readonly shown = signal(false);
  protected readonly copyLabel = $localize`:@@invite.copy:Copy the link`;
  protected readonly codeLabel = $localize`:@@invite.qrLabel:QR code of the link`;
}
