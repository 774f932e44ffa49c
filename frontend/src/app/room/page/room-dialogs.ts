import { Component, inject, input, output } from '@angular/core';
import { ChangesDialog } from '../changes/changes-dialog';
import { InviteDialog } from '../people/invite-dialog';
import { PersonDialog } from '../people/person-dialog';
import { RoomSettings } from '../people/room-settings';
import { VersionsDialog } from '../versions/versions-dialog';
import { DateDialog } from './date-dialog';
import { DeleteDialog } from './delete-dialog';
import { OpenDialogs } from './open-dialogs';
import type { RoomStore } from './room-store';

/** What may lie over a room. */
@Component({
  selector: 'wt-room-dialogs',
  imports: [ChangesDialog, DateDialog, DeleteDialog, InviteDialog, PersonDialog, RoomSettings, VersionsDialog],
  templateUrl: './room-dialogs.html',
  styles: ':host { display: contents; }',
})
export class RoomDialogs {
  readonly room = input.required<RoomStore>();
  readonly names = input.required<ReadonlyMap<string, string>>();
  /** To the message that was chosen in one of them. */
  readonly jump = output<number | null>();
  protected readonly open = inject(OpenDialogs);
}
