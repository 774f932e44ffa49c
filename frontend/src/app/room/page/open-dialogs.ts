import { Injectable, computed, signal } from '@angular/core';
import type { RoomMember } from '@contract/room';
import type { ChangesSince } from '../changes/changes-dialog';

/** Which dialogs are open over a room. */
@Injectable()
export class OpenDialogs {
  /** About the room. */
  readonly shown = signal<'invite' | 'settings' | null>(null);
  /** The person whom the reader wants to know more of. */
  readonly looked = signal<RoomMember | null>(null);
  /** The message of which the reader wants to know what it said before. */
  readonly edited = signal<string | null>(null);
  readonly asksForDate = signal(false);
  /** What has happened since then is asked for. */
  readonly changes = signal<ChangesSince | null>(null);
  readonly any = computed(() => this.asksForDate() || [this.shown(), this.looked(), this.edited(), this.changes()].some((open) => open !== null));

  closeThoseOfRoom(): void {
    this.shown.set(null);
    this.looked.set(null);
  }
}
