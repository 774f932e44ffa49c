import { Component, computed, inject, resource } from '@angular/core';
import { isMe } from '../../api/answers';
import { ApiClient } from '../../api/api-client';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { AccountForm } from '../../connection/account-form';
import { InviteLinks } from '../../memberships/invite-links';
import { PasswordForm } from './password-form';
import { SecondFactor } from './second-factor';
import { SessionList } from './session-list';

/** By what the reader comes in: a guest may make an account, a member has one. */
@Component({
  selector: 'wt-account-section',
  imports: [AccountForm, InviteLinks, PasswordForm, SecondFactor, SessionList],
  template: `
    <section aria-labelledby="settings-account">
      <h2 id="settings-account" i18n="@@account.title">Account</h2>
      @if (me.hasValue()) {
        @if (isGuest()) {
          <p class="note" i18n="@@account.guestNote">You are a guest: only this browser knows you. With an account you come in from every device, and keep your name, rooms and messages.</p>
          <wt-account-form [action]="make" (made)="me.reload()" />
        } @else {
          <p class="item" i18n="@@account.loginIs">Your login is {{ me.value().login }}</p>
          <wt-second-factor [isOn]="me.value().secondFactor === true" (changed)="me.reload()" />
          <wt-password-form [login]="me.value().login ?? ''" (changed)="sessions.reload()" />
        }
        <wt-session-list #sessions />
        @if (!isGuest()) {
          <h3 class="invite" i18n="@@account.invite">Invite to this server</h3>
          <wt-invite-links />
        }
      } @else if (me.error() !== undefined) {
        <p class="note" role="alert">{{ reason() }}</p>
        <button type="button" class="button" (click)="me.reload()" i18n="@@tryAgain">Try again</button>
      }
    </section>
  `,
  styleUrl: '../section.css',
  styles: '.invite { margin: var(--space-4) 0 var(--space-2) }',
})
export class AccountSection {
  readonly #rest = inject(ApiClient);
  protected readonly make = $localize`:@@account.make:Make an account`;
  protected readonly me = resource({ loader: () => this.#rest.get('/api/me', isMe) });
  protected readonly isGuest = computed(() => this.me.hasValue() && this.me.value().kind === 'guest');
  protected readonly reason = computed(() => errorText(CommandError.from(this.me.error())));
}
