import { Component, computed, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { errorText } from './api/error-text';
import { SignIn } from './auth/sign-in';
import { SessionStore } from './connection/session-store';
import { PageNoticeBar } from './shell/page-notice-bar';
import { Brand } from './ui/brand';

/** The address stays as it is while the door is shown: whoever came for a room lands in it. */
@Component({
  selector: 'wt-app',
  imports: [Brand, PageNoticeBar, RouterOutlet, SignIn],
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

  protected tryAgain(): void {
    this.#store.checkAgain();
  }
}
