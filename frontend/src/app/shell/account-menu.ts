import { Component, type ElementRef, inject, output, resource, signal, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { ConnectionStatus } from '../connection/connection-status';
import { SessionStore } from '../connection/session-store';
import { Avatar } from '../ui/avatar';
import { isMe } from '../api/answers';
import { ApiClient } from '../api/api-client';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { Icon } from '../ui/icon';

@Component({
  selector: 'wt-account-menu',
  imports: [Avatar, ConnectionStatus, Icon, RouterLink],
  templateUrl: './account-menu.html',
  styleUrl: './account-menu.css',
  host: { '(document:pointerdown)': 'outside($event)', '(focusout)': 'left($event)', '(keydown.escape)': 'closeFirst($event)' },
})
export class AccountMenu {
  readonly keys = output();
  protected readonly host = viewChild.required<ElementRef<HTMLElement>>('host');
  protected readonly opener = viewChild.required<ElementRef<HTMLElement>>('opener');
  protected readonly session = inject(SessionStore);
  readonly #rest = inject(ApiClient);
  protected readonly shown = signal(false);
  /** Asked when the menu is first opened. */
  protected readonly me = resource({ params: () => this.shown() || undefined, loader: () => this.#rest.get('/api/me', isMe) });
  protected readonly problem = signal('');

  protected close(): void {
    this.shown.set(false);
    this.opener().nativeElement.focus();
  }

  protected closeFirst(event: Event): void {
    if (!this.shown()) return;
    event.stopPropagation();
    this.close();
  }

  protected outside({ target }: Event): void {
    if (this.shown() && !this.#holds(target)) this.shown.set(false);
  }

  protected left({ relatedTarget }: FocusEvent): void {
    if (relatedTarget !== null && !this.#holds(relatedTarget)) this.shown.set(false);
  }

  protected isGuest(): boolean {
    return !this.me.hasValue() || this.me.value().kind === 'guest';
  }

  protected isAdmin(): boolean {
    return this.me.hasValue() && this.me.value().roles.includes('admin');
  }

  protected showKeys(): void {
    this.close();
    this.keys.emit();
  }

  protected async leave(): Promise<void> {
    await this.session.leave().catch((error: unknown) => this.problem.set(errorText(CommandError.from(error))));
  }

  #holds(target: EventTarget | null): boolean {
    return target instanceof Node && this.host().nativeElement.contains(target);
  }
}
