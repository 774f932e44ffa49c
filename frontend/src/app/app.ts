import { Component, computed, inject } from '@angular/core';
import { takeUntilDestroyed } from '@angular/core/rxjs-interop';
import { RouterOutlet } from '@angular/router';
import { filter } from 'rxjs';
import { errorText } from './api/error-text';
import { SessionNavigation } from './auth/session-navigation';
import { ChatSocket } from './connection/chat-socket';
import { SessionStore } from './connection/session-store';
import { PageWorker } from './local/page-worker';
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
    const worker = inject(PageWorker);
    // A server that was away may have come back as another version.
    inject(ChatSocket).online$.pipe(filter((online) => online), takeUntilDestroyed()).subscribe(() => worker.check());
  }

  protected tryAgain(): void {
    this.#store.checkAgain();
  }
}
