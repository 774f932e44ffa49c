import { Injectable, computed, effect, inject, signal, untracked } from '@angular/core';
import type { PushDevice, PushTested } from '@contract/push';
import { isNothing, isPushKey, isPushTested } from '../api/answers';
import { ApiClient } from '../api/api-client';
import { SessionStore } from '../connection/session-store';
import { chosenLanguage } from '../i18n/language';
import { DesktopNotifications } from '../local/desktop-notifications';
import { NotificationPreferences } from '../local/notification-preferences';
import { canBePushed, subscribe, unsubscribe } from '../local/push-subscription';

/**
 * Whether the server tells this device of messages while no page is open. What the reader wants of it is told to the server
 * whenever it changes, and once at the start: a browser may have got another subscription meanwhile.
 */
@Injectable({ providedIn: 'root' })
export class PushRegistration {
  readonly #rest = inject(ApiClient);
  readonly #session = inject(SessionStore);
  readonly #preferences = inject(NotificationPreferences);
  readonly #desktop = inject(DesktopNotifications);
  readonly #endpoint = signal<string | null>(null);
  readonly #failed = signal(false);

  readonly possible = computed(() => canBePushed() && !['denied', 'unsupported'].includes(this.#desktop.allowed()));
  readonly on = computed(() => this.#preferences.push.value() === 'on' && this.#desktop.allowed() === 'granted');
  /** The server knows it. */
  readonly known = computed(() => this.on() && this.#endpoint() !== null);
  /** The browser or the server did not take it; it is tried again at the next start, or by the switch. */
  readonly failed = this.#failed.asReadonly();

  constructor() {
    effect(() => {
      const [user, on] = [this.#session.user(), this.on()];
      // What the server has to know of it: each of them, changed, is told.
      const [detail, quiet] = [this.#preferences.pushDetail.value(), this.#preferences.quietHours.value()];
      if (user === null || !on) untracked(() => void this.#end(user !== null));
      else untracked(() => void this.#begin({ detail, language: chosenLanguage(), quiet: { ...quiet, days: [...quiet.days], timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone } }));
    });
  }

  /** Upon a click: the browser asks. False where it does not allow it. */
  async turnOn(): Promise<boolean> {
    const allowed = (await this.#desktop.ask()) === 'granted';
    if (allowed) this.#preferences.push.choose('on');
    return allowed;
  }

  turnOff(): void {
    this.#preferences.push.choose('off');
  }

  /** Fails with a `CommandError`. */
  test(): Promise<PushTested> {
    return this.#rest.post('/api/push/test', { endpoint: this.#endpoint() ?? '' }, isPushTested);
  }

  async #begin(wishes: Omit<PushDevice, 'endpoint' | 'keys'>): Promise<void> {
    try {
      const { key } = await this.#rest.get('/api/push/key', isPushKey);
      const { endpoint, keys = {} } = (await subscribe(key)).toJSON();
      const device = { endpoint, keys: { p256dh: keys['p256dh'], auth: keys['auth'] }, ...wishes };
      await this.#rest.post('/api/push/devices', device, isNothing);
      this.#endpoint.set(endpoint ?? null);
      this.#failed.set(false);
    } catch {
      this.#endpoint.set(null);
      this.#failed.set(true);
    }
  }

  /** The server forgets the devices of a session that has ended by itself. */
  async #end(isSignedIn: boolean): Promise<void> {
    this.#endpoint.set(null);
    this.#failed.set(false);
    const endpoint = await unsubscribe().catch(() => null);
    if (endpoint !== null && isSignedIn) await this.#rest.delete(`/api/push/devices?endpoint=${encodeURIComponent(endpoint)}`).catch(() => undefined);
  }
}
