import { Component } from '@angular/core';

/** What keys do on the page. */
@Component({
  selector: 'wt-key-list',
  templateUrl: './key-list.html',
  styleUrl: './key-list.css',
})
export class KeyList {
  protected readonly command = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘' : 'Ctrl';
}
