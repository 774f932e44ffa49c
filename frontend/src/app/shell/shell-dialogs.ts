import { Component, inject, input, output } from '@angular/core';
import type { Room } from '@contract/room';
import { NewDirectDialog } from '../room-list/new-direct-dialog';
import { NewRoomDialog } from '../room-list/new-room-dialog';
import { KeysDialog } from './keys-dialog';
import { OpenDialog } from './open-dialog';
import { Switcher } from './switcher';

/** What may lie over the whole page. */
@Component({
  selector: 'wt-shell-dialogs',
  imports: [KeysDialog, NewDirectDialog, NewRoomDialog, Switcher],
  template: `
    @switch (dialog.shown()) {
      @case ('new room') {
        <wt-new-room-dialog (created)="wanted.emit($event)" (closed)="dialog.close()" />
      }
      @case ('new conversation') {
        <wt-new-direct-dialog (opened)="wanted.emit($event)" (closed)="dialog.close()" />
      }
      @case ('switcher') {
        <wt-switcher [current]="current()" (chosen)="wanted.emit($event)" (closed)="dialog.close()" />
      }
      @case ('keys') {
        <wt-keys-dialog (closed)="dialog.close()" />
      }
    }
  `,
  styles: ':host { display: contents }',
})
export class ShellDialogs {
  protected readonly dialog = inject(OpenDialog);
  /** The slug of the room that is open. */
  readonly current = input.required<string>();
  /** The room that was made or chosen. */
  readonly wanted = output<Room>();
}
