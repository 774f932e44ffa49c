import { Component, computed, inject, input, resource, signal } from '@angular/core';
import type { Invite } from '@contract/invites';
import { CommandError } from '../api/command-error';
import { errorText } from '../api/error-text';
import { countOf, dayOf, listOf, timeOf } from '../i18n/time';
import { InvitesStore } from './invites-store';
import { CopyButton } from '../ui/copy-button';
import { ShareLink } from '../ui/share-link';

const HOUR_MS = 3_600_000;
const PERIODS_MS = { day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS, month: 30 * 24 * HOUR_MS, ever: undefined } as const;

type Period = keyof typeof PERIODS_MS;

/** Links into a private room, or into the server: a new one, and those that are open. */
@Component({
  selector: 'wt-invite-links',
  imports: [CopyButton, ShareLink],
  templateUrl: './invite-links.html',
  styles: `
    .make { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: end }
    .make label { flex: 1 1 9rem; font-weight: 600; font-size: var(--step--1) }
    select { display: block; width: 100%; margin-top: var(--space-1) }
    .make .button { min-height: 2.75rem }
    .problem { min-height: 1.25rem; color: var(--bad); font-size: var(--step--1) }
    h3 { margin: var(--space-4) 0 var(--space-1) }
    .open li { display: flex; flex-wrap: wrap; gap: var(--space-2); align-items: center; padding: var(--space-2) 0; border-top: 1px solid var(--line) }
    .open span { flex: 1 1 10rem; min-width: 0; overflow-wrap: anywhere }
    .open small { display: block; color: var(--ink-faint) }
  `,
})
export class InviteLinks {
  protected readonly store = inject(InvitesStore);
  /** Without it, into the server. */
  readonly roomId = input<string>();

  protected readonly periods: { id: Period; name: string }[] = [
    { id: 'day', name: $localize`:@@invite.day:a day` },
    { id: 'week', name: $localize`:@@invite.week:a week` },
    { id: 'month', name: $localize`:@@invite.month:30 days` },
    { id: 'ever', name: $localize`:@@invite.ever:ever` },
  ];
  protected readonly lasts = signal<Period>('week');
  protected readonly most = signal('');
  protected readonly busy = signal(false);
  protected readonly problem = signal('');
  protected readonly made = signal<Invite | null>(null);
  protected readonly open = resource({ params: () => ({ roomId: this.roomId() }), loader: ({ params: { roomId } }) => this.store.list(roomId) });
  protected readonly others = computed(() => (this.open.hasValue() ? this.open.value().filter(({ code }) => code !== this.made()?.code) : []));

  protected make(): Promise<void> {
    const expiresInMs = PERIODS_MS[this.lasts()];
    const roomId = this.roomId();
    const wish = { ...(roomId !== undefined && { roomId }), ...(expiresInMs !== undefined && { expiresInMs }), ...(this.most() !== '' && { maxUses: Number(this.most()) }) };
    return this.#try(async () => this.made.set(await this.store.create(wish)));
  }

  protected end({ code }: Invite): Promise<void> {
    return this.#try(() => this.store.end(code));
  }

  protected boundsOf({ uses, maxUses, expiresAt }: Invite): string {
    const used = maxUses === undefined ? $localize`:@@invite.used:used ${countOf(uses)}:count: times` : $localize`:@@invite.usedOf:used ${countOf(uses)}:count: of ${countOf(maxUses)}:most: times`;
    return listOf([used, expiresAt === undefined ? $localize`:@@invite.noEnd:without an end` : $localize`:@@invite.until:until ${dayOf(expiresAt)}:day: ${timeOf(expiresAt)}:time:`]);
  }

  protected copyLabel({ createdBy }: Invite): string {
    return $localize`:@@invite.copyOf:Copy the link of ${createdBy.name}:name:`;
  }

  protected endLabel({ createdBy }: Invite): string {
    return $localize`:@@invite.endOf:End the invitation of ${createdBy.name}:name:`;
  }

  async #try(what: () => Promise<void>): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    this.problem.set('');
    try {
      await what();
      this.open.reload();
    } catch (error) {
      this.problem.set(errorText(CommandError.from(error)));
    } finally {
      this.busy.set(false);
    }
  }
}
