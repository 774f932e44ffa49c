import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { Subject } from 'rxjs';

export interface DesktopNotice {
  title: string;
  body: string;
  /** Of two with the same tag the newer takes the older one's place. */
  tag: string;
  /** Where a click on it leads. */
  path: string;
}

/** `unsupported`: there are none in this browser, or none for a page that came without TLS. */
export type Allowed = NotificationPermission | 'unsupported';

const ICON = '/icons/icon-192.png';

/** The browser's notifications. Shown by the service worker where there is one: those outlive their page, and phones know no others. */
@Injectable({ providedIn: 'root' })
export class DesktopNotifications {
  readonly #allowed = signal(allowed());
  readonly #opened = new Subject<string>();
  /** Those that this page shows itself, by their tags. */
  readonly #own = new Map<string, Notification>();

  readonly allowed = this.#allowed.asReadonly();
  /** The path of one that was clicked on. */
  readonly opened$ = this.#opened.asObservable();

  constructor() {
    const hear = ({ data }: MessageEvent<unknown>): void => this.#hear(data);
    const workers = workersOf(navigator);
    workers?.addEventListener('message', hear);
    inject(DestroyRef).onDestroy(() => workers?.removeEventListener('message', hear));
    void this.#watchPermission();
  }

  /** Only upon a click: browsers ask for nobody else. */
  async ask(): Promise<Allowed> {
    if (allowed() === 'default') await Notification.requestPermission();
    this.#allowed.set(allowed());
    return this.#allowed();
  }

  /** False where the browser shows none. */
  async show(notice: DesktopNotice): Promise<boolean> {
    if (allowed() !== 'granted') return false;
    const { title, body, tag, path } = notice;
    // The page has a sound of its own, which is off until it is wanted.
    const options = { body, tag, renotify: true, silent: true, icon: ICON, data: { path } };
    try {
      const worker = await registration();
      if (worker !== undefined) await worker.showNotification(title, options);
      else this.#showOwn(new Notification(title, options), notice);
      return true;
    } catch {
      return false;
    }
  }

  /** Takes back what is over. */
  async close(isOver: (tag: string) => boolean): Promise<void> {
    const shown = (await (await registration())?.getNotifications().catch(() => [])) ?? [];
    for (const notification of [...shown, ...this.#own.values()]) if (isOver(notification.tag)) notification.close();
    for (const tag of [...this.#own.keys()]) if (isOver(tag)) this.#own.delete(tag);
  }

  #showOwn(notification: Notification, { tag, path }: DesktopNotice): void {
    this.#own.set(tag, notification);
    notification.onclick = () => {
      notification.close();
      focus();
      this.#opened.next(path);
    };
  }

  #hear(data: unknown): void {
    const { type, path } = (data ?? {}) as { type?: unknown; path?: unknown };
    if (type === 'open' && typeof path === 'string') this.#opened.next(path);
  }

  /** It can be given and taken in the browser's own settings. */
  async #watchPermission(): Promise<void> {
    const status = await navigator.permissions?.query({ name: 'notifications' }).catch(() => null);
    status?.addEventListener('change', () => this.#allowed.set(allowed()));
  }
}

function allowed(): Allowed {
  return isSecureContext && 'Notification' in globalThis ? Notification.permission : 'unsupported';
}

async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  const found = await workersOf(navigator)?.getRegistration().catch(() => undefined);
  return found?.active === null ? undefined : found;
}

/** Only over TLS, and on the machine itself. */
function workersOf(browser: { serviceWorker?: ServiceWorkerContainer }): ServiceWorkerContainer | undefined {
  return browser.serviceWorker;
}
