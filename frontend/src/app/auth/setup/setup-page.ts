import { Component, computed, effect, inject, signal } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { AccountForm } from '../../connection/account-form';
import { SessionStore } from '../../connection/session-store';
import { LanguageSwitch } from '../../i18n/language-switch';
import { Brand } from '../../ui/brand';
import { DoorInfo } from '../door-info';
import { ServerQuestion } from './server-question';

/** The first administrator, then who may come in, and a first room. */
@Component({
  selector: 'wt-setup-page',
  imports: [AccountForm, Brand, LanguageSwitch, RouterLink, ServerQuestion],
  template: `
    <main>
      <wt-brand size="large" />
      @if (password() !== null) {
        <h2 i18n="@@setup.question">Who may come in?</h2>
        <wt-server-question [password]="password() ?? ''" (answered)="goTo($event)" />
      } @else if (info.view(); as view) {
        @if (view.needed) {
          <h2 i18n="@@setup.title">Set this server up</h2>
          <p class="note" i18n="@@setup.note">Nobody looks after it yet. Whoever does decides who may come in, gives roles, and can take things back.</p>
          <wt-account-form address="/api/setup" [action]="action" [named]="isNew()" [withToken]="view.token" (made)="password.set($event)" />
        } @else {
          <h2 i18n="@@setup.done">This server is set up</h2>
          <p class="note" i18n="@@setup.doneNote">It has an administrator already.</p>
          <a class="button" routerLink="/" i18n="@@invite.toRooms">To the rooms</a>
        }
      }
      <wt-language-switch />
    </main>
  `,
  styleUrl: '../invite-page.css',
  styles: '.note { margin: var(--space-2) 0 var(--space-3); color: var(--ink-soft) } wt-language-switch { display: block; margin-top: var(--space-5) }',
})
export class SetupPage {
  readonly #router = inject(Router);
  readonly #session = inject(SessionStore);
  protected readonly info = inject(DoorInfo);
  protected readonly action = $localize`:@@setup.become:Become the administrator`;
  protected readonly password = signal<string | null>(null);
  protected readonly isNew = computed(() => this.#session.user() === null);

  constructor() {
    effect(() => {
      if (this.#session.state().status !== 'checking' && this.password() === null) void this.info.load();
    });
  }

  protected goTo(slug: string | null): void {
    void this.#router.navigate(slug === null ? ['/'] : ['/rooms', slug], { replaceUrl: true });
  }
}
