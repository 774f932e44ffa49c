import { Component, inject, resource, signal } from '@angular/core';
import type { OwnSession } from '@contract/accounts';
import { isOwnSessions } from '../../api/answers';
import { ApiClient } from '../../api/api-client';
import { CommandError } from '../../api/command-error';
import { errorText } from '../../api/error-text';
import { SessionStore } from '../../connection/session-store';
import { momentOf } from '../../i18n/moment';

const ADDRESS = '/api/me/sessions';

/** Where the reader is signed in, and how to end that. */
@Component({
  selector: 'wt-session-list',
  template: `
    <h3 i18n="@@sessions.title">Where you are signed in</h3>
    @if (sessions.hasValue()) {
      <ul>
        @for (session of sessions.value(); track session.id) {
          <li>
            <span>
              {{ deviceOf(session) }}
              <small>{{ noteOf(session) }}</small>
            </span>
            @if (!session.current) {
              <button type="button" class="button" [attr.aria-label]="endLabel(session)" (click)="end(session)" i18n="@@sessions.end">Sign out</button>
            }
          </li>
        }
      </ul>
      @if (sessions.value().length > 1) {
        <button type="button" class="button danger" (click)="endAll()" i18n="@@sessions.endAll">Sign out everywhere</button>
      }
    }
    <p class="bad" role="alert">{{ problem() }}</p>
  `,
  styles: `
    h3 { margin-top: var(--space-3); font-size: var(--step-0) }
    li { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center; min-height: 3.25rem; padding: var(--space-1) 0; border-bottom: 1px solid var(--line) }
    span { flex: 1 1 12rem; min-width: 0 }
    small { display: block; color: var(--ink-faint); font-size: var(--step--1) }
    .button { min-height: 2.75rem }
    ul { margin-bottom: var(--space-3) }
    .bad { color: var(--bad); font-size: var(--step--1) }
  `,
})
export class SessionList {
  readonly #rest = inject(ApiClient);
  readonly #session = inject(SessionStore);
  protected readonly sessions = resource({ loader: () => this.#rest.get(ADDRESS, isOwnSessions) });
  protected readonly problem = signal('');

  reload(): void {
    this.sessions.reload();
  }

  protected deviceOf({ device, kind }: OwnSession): string {
    if (device !== '') return device;
    return kind === 'token' ? $localize`:@@sessions.program:A program` : $localize`:@@sessions.unknown:A browser`;
  }

  protected noteOf({ current, online, usedAt }: OwnSession): string {
    if (current) return $localize`:@@sessions.here:this one`;
    return online ? $localize`:@@sessions.online:in use now` : $localize`:@@sessions.used:last used ${momentOf(usedAt)}:moment:`;
  }

  protected endLabel(session: OwnSession): string {
    return $localize`:@@sessions.endOf:Sign out on ${this.deviceOf(session)}:device:`;
  }

  protected end({ id }: OwnSession): Promise<void> {
    return this.#try(() => this.#rest.delete(`${ADDRESS}/${encodeURIComponent(id)}`));
  }

  protected endAll(): Promise<void> {
    return this.#try(async () => {
      await this.#rest.delete(ADDRESS);
      await this.#session.leave();
    });
  }

  async #try(what: () => Promise<void>): Promise<void> {
    this.problem.set('');
    try {
      await what();
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    }
    this.reload();
  }
}
