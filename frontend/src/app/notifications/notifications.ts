import { Component, computed, inject, signal } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { filter, take } from 'rxjs';
import { ChatSocket } from '../connection/chat-socket';
import { SessionStore } from '../connection/session-store';
import { DesktopNotifications } from '../local/desktop-notifications';
import { NotificationPreferences } from '../local/notification-preferences';
import { PushRegistration } from '../memberships/push-registration';
import { BrowserTabs } from './browser-tabs';
import { NotificationWatch } from './notification-watch';
import { PageBadge } from './page-badge';

/** Calls the reader back; and asks once, when they have said something, whether it may. */
@Component({
  selector: 'wt-notifications',
  providers: [BrowserTabs, NotificationWatch, PageBadge],
  templateUrl: './notifications.html',
  styleUrl: './notifications.css',
})
export class Notifications {
  readonly #desktop = inject(DesktopNotifications);
  readonly #preferences = inject(NotificationPreferences);
  readonly #spoken = signal(false);

  protected readonly asking = computed(() => this.#spoken() && this.#desktop.allowed() === 'default' && this.#preferences.asked.value() === 'no');

  constructor() {
    inject(PageBadge);
    inject(NotificationWatch);
    inject(PushRegistration);
    const { user } = inject(SessionStore);
    inject(ChatSocket)
      .fact('room:events')
      .pipe(
        filter(({ events }) => events.some(({ type, author }) => type === 'message.posted' && author.id === user()?.id)),
        take(1),
        takeUntilDestroyed(),
      )
      .subscribe(() => this.#spoken.set(true));
  }

  protected async accept(): Promise<void> {
    if ((await this.#desktop.ask()) === 'granted') this.#preferences.desktop.choose('on');
    this.decline();
  }

  protected decline(): void {
    this.#preferences.asked.choose('yes');
  }
}
