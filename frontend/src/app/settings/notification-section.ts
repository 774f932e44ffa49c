import { Component, computed, inject, signal } from '@angular/core';
import { type Allowed, DesktopNotifications } from '../local/desktop-notifications';
import { NotificationPreferences, type Switch } from '../local/notification-preferences';
import { playTone } from '../local/tone';
import { PushField } from './push-field';
import { QuietHoursField } from './quiet-hours-field';
import { RoomLevels } from './room-levels';
import { Undo } from './undo';

const WORDS: Record<Allowed, () => string> = {
  granted: () => $localize`:@@notify.granted:This browser allows it.`,
  default: () => $localize`:@@notify.default:This browser will ask you first.`,
  denied: () => $localize`:@@notify.denied:This browser forbids it. You can allow it where the address stands: open what is to the left of it, and look for notifications.`,
  unsupported: () => $localize`:@@notify.unsupported:This browser shows none for this page. It needs https, and on an iPhone the page on the Home Screen.`,
};

@Component({
  selector: 'wt-notification-section',
  imports: [PushField, QuietHoursField, RoomLevels],
  templateUrl: './notification-section.html',
  styleUrls: ['./section.css'],
})
export class NotificationSection {
  readonly #undo = inject(Undo);
  readonly #desktop = inject(DesktopNotifications);
  protected readonly preferences = inject(NotificationPreferences);
  protected readonly tried = signal('');
  protected readonly words = computed(() => WORDS[this.#desktop.allowed()]());
  protected readonly possible = computed(() => !['denied', 'unsupported'].includes(this.#desktop.allowed()));
  protected readonly on = computed(() => this.#desktop.allowed() === 'granted' && this.preferences.desktop.value() === 'on');

  protected async desktop(box: HTMLInputElement): Promise<void> {
    const wanted = box.checked;
    const allowed = wanted ? await this.#desktop.ask() : 'granted';
    this.preferences.asked.choose('yes');
    if (allowed === 'granted') {
      this.#undo.choose(this.preferences.desktop, wanted ? 'on' : 'off', wanted ? $localize`:@@notify.desktopOn:Notifications are on.` : $localize`:@@notify.desktopOff:Notifications are off.`);
    }
    box.checked = this.on();
  }

  protected sound(checked: boolean): void {
    const value: Switch = checked ? 'on' : 'off';
    this.#undo.choose(this.preferences.sound, value, checked ? $localize`:@@notify.soundOn:The sound is on.` : $localize`:@@notify.soundOff:The sound is off.`);
    if (checked) void playTone();
  }

  /** As it will be, now and whatever the hour is. */
  protected async showOne(): Promise<void> {
    if (this.preferences.sound.value() === 'on') void playTone();
    const body = $localize`:@@notify.sample:This is how a new message looks.`;
    const shown = this.on() && (await this.#desktop.show({ title: 'Wątek', body, tag: 'watek.sample', path: '/settings' }));
    this.tried.set(shown ? $localize`:@@notify.shown:The browser has been given one. If you see nothing, look into the settings of your system.` : $localize`:@@notify.notShown:None was shown: they are off, or the browser does not allow them.`);
  }
}
