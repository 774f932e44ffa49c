import { Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { errorText } from './api/error-text';
import { SessionNavigation } from './auth/session-navigation';
import { SessionStore } from './connection/session-store';
import { SessionChanged } from './room/outbox/session-changed';
import { PageNoticeBar } from './shell/page-notice-bar';
import { Brand } from './ui/brand';

@Component({
  selector: 'wt-app',
  imports: [Brand, PageNoticeBar, RouterOutlet, SessionChanged],
  templateUrl: './app.html',
  styleUrl: './app.css',
})
export class App {
  readonly #store = inject(SessionStore);
  protected readonly session = this.#store.state;
  protected readonly trouble = computed(() => {
    const session = this.session();
    return session.status === 'checking' ? session.trouble : null;
  });
  protected readonly errorText = errorText;

  constructor() {
    inject(SessionNavigation);
  }

  protected tryAgain(): void {
    this.#store.checkAgain();
  }
}
