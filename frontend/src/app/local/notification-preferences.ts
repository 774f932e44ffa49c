import { Injectable } from '@angular/core';
import type { PushDetail } from '@contract/push';
import { isQuietAt, wallClockAt } from '@contract/quiet-hours';
import { Preference, oneOf } from './preference';
import { quietHoursFormat } from './quiet-hours';

export type Switch = 'off' | 'on';

/** How this browser calls its reader. How loud a room is they have on all their devices; this is of one. */
@Injectable({ providedIn: 'root' })
export class NotificationPreferences {
  readonly desktop = new Preference('notify.desktop', oneOf<Switch>('off', 'on'));
  readonly sound = new Preference('notify.sound', oneOf<Switch>('off', 'on'));
  /** Whether the server tells this device while no page is open, and how much it shows then. */
  readonly push = new Preference('notify.push', oneOf<Switch>('off', 'on'));
  readonly pushDetail = new Preference('notify.detail', oneOf<PushDetail>('text', 'room'));
  readonly quietHours = new Preference('notify.quiet', quietHoursFormat);
  /** Whether they were asked once, which is enough. */
  readonly asked = new Preference('notify.asked', oneOf<'no' | 'yes'>('no', 'yes'));

  doNotDisturb(at: number): boolean {
    return isQuietAt(this.quietHours.value(), wallClockAt(at));
  }
}
