import { Component, computed, inject, signal } from '@angular/core';
import type { PushDetail, PushTested } from '@contract/push';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { NotificationPreferences } from '../local/notification-preferences';
import { PushRegistration } from '../memberships/push-registration';
import { Undo } from './undo';

const OUTCOMES: Record<PushTested['outcome'], () => string> = {
  delivered: () => $localize`:@@push.delivered:It is on its way. If nothing comes within a minute, look into the settings of your system: notifications of this browser may be off, or saving power may hold them back.`,
  gone: () => $localize`:@@push.gone:The browser has given its subscription up. Turn this off and on again.`,
  refused: () => $localize`:@@push.refused:The push service of your browser refuses this server. Turn this off and on again; if that does not help, whoever runs the server finds more in its log.`,
  unreachable: () => $localize`:@@push.unreachable:The server does not reach the push service of your browser. It may have no way to the internet.`,
};

/** Being told by the server while no page is open. */
@Component({
  selector: 'wt-push-field',
  templateUrl: './push-field.html',
  styleUrls: ['./section.css'],
})
export class PushField {
  readonly #undo = inject(Undo);
  protected readonly push = inject(PushRegistration);
  protected readonly preferences = inject(NotificationPreferences);
  protected readonly tested = signal('');

  protected readonly words = computed(() => {
    if (!this.push.possible()) return $localize`:@@push.impossible:This browser cannot be told for this page: it needs https, the browser's leave, and on an iPhone the page on the Home Screen.`;
    if (this.push.failed()) return $localize`:@@push.failed:This did not work: the browser or the server did not take it. Turn it off and on again when you are online.`;
    return $localize`:@@push.note:By the push service of your browser's maker, which cannot read what is sent. Only what you have not read on another device, and as loud as you want each room.`;
  });

  protected async turn(box: HTMLInputElement): Promise<void> {
    this.tested.set('');
    if (box.checked) await this.push.turnOn();
    else this.push.turnOff();
    box.checked = this.push.on();
  }

  protected detail(detail: PushDetail): void {
    this.#undo.choose(this.preferences.pushDetail, detail, detail === 'text' ? $localize`:@@push.textNow:Notifications show who wrote what.` : $localize`:@@push.roomNow:Notifications show only the room.`);
  }

  protected async test(): Promise<void> {
    if (!this.push.known()) return;
    this.tested.set('');
    const words = await this.push.test().then(({ outcome }) => OUTCOMES[outcome](), (error: unknown) => errorText(CommandError.from(error)));
    this.tested.set(words);
  }
}
