import { Component, type ElementRef, afterNextRender, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon } from '../ui/icon';
import { KeyList } from '../ui/key-list';
import { AccountSection } from './account/account-section';
import { AppearanceSection } from './appearance-section';
import { NameSection } from './name-section';
import { NotificationSection } from './notification-section';
import { StorageSection } from './storage-section';
import { Undo } from './undo';
import { UndoNotice } from './undo-notice';

/** What the reader chooses for themselves. All of it counts at once, and what was changed last can be taken back. */
@Component({
  selector: 'wt-settings',
  imports: [AccountSection, AppearanceSection, Icon, KeyList, NameSection, NotificationSection, RouterLink, StorageSection, UndoNotice],
  providers: [Undo],
  templateUrl: './settings.html',
  styleUrls: ['../ui/page-frame.css', './settings.css'],
})
export class Settings {
  protected readonly top = viewChild.required<ElementRef<HTMLElement>>('top');

  constructor() {
    afterNextRender(() => this.top().nativeElement.focus());
  }
}
