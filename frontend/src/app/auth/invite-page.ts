import { Component, computed, effect, inject, input, resource, signal, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { SessionStore } from '../connection/session-store';
import { countOf } from '../i18n/time';
import { InvitesStore } from '../memberships/invites-store';
import { Brand } from '../ui/brand';
import { Entrance } from './entrance';

/** Who invites where; whoever has a name already comes in by a click, whoever has none writes it first. */
@Component({
  selector: 'wt-invite-page',
  imports: [Brand, Entrance, RouterLink],
  templateUrl: './invite-page.html',
  styleUrl: './invite-page.css',
})
export class InvitePage {
  readonly #invites = inject(InvitesStore);
  readonly #router = inject(Router);
  protected readonly session = inject(SessionStore);

  readonly code = input.required<string>();

  protected readonly action = $localize`:@@invite.enter:Come in`;
  protected readonly countOf = countOf;
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly invite = resource({ params: () => this.code(), loader: ({ params: code }) => this.#invites.view(code) });
  protected readonly server = computed(() => (this.invite.hasValue() ? this.invite.value().server : '') || 'Wątek');
  protected readonly count = computed(() => this.invite.value()?.room?.memberCount ?? 0);
  protected readonly isOver = computed(() => CommandError.from(this.invite.error()).code === 'NOT_FOUND');
  protected readonly reason = computed(() => errorText(CommandError.from(this.invite.error())));
  /** Whoever came without a session has said by their name that they want to come in. */
  #isNew = false;

  constructor() {
    effect(() => {
      const { status } = this.session.state();
      if (status === 'out') this.#isNew = true;
      else if (status === 'in' && this.#isNew) untracked(() => void this.comeIn());
    });
  }

  /** Whoever is in the server by it has used it. */
  protected comeIn(): Promise<unknown> {
    const isToServer = this.invite.hasValue() && this.invite.value().room === undefined;
    return isToServer ? this.#router.navigateByUrl('/', { replaceUrl: true }) : this.accept();
  }

  protected async accept(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      const { slug } = await this.#invites.accept(this.code());
      await this.#router.navigate(['/rooms', slug], { replaceUrl: true });
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    } finally {
      this.busy.set(false);
    }
  }
}
