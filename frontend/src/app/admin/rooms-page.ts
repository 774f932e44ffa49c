import { Component, computed, inject, signal } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { KnownRoom } from '@contract/administration';
import { LIMITS } from '@contract/limits';
import { countOf, listOf } from '../i18n/time';
import { AdminApi } from './admin-api';
import { ConfirmDialog } from './confirm-dialog';
import { Pages } from './pages';

/** Public rooms: an administrator has an owner's say in them, and none in private ones of others. */
@Component({
  selector: 'wt-rooms-page',
  imports: [ConfirmDialog, RouterLink],
  templateUrl: './rooms-page.html',
  styleUrl: './page.css',
})
export class RoomsPage {
  readonly #api = inject(AdminApi);
  protected readonly query = signal('');
  protected readonly rooms = new Pages<KnownRoom, string>({
    wish: this.query,
    size: LIMITS.administrationPage,
    load: (query, last) => this.#api.rooms({ query, ...(last !== null && { after: last.id }) }),
  });
  protected readonly asked = signal<KnownRoom | null>(null);
  protected readonly archive = $localize`:@@admin.archive:Archive`;
  protected readonly reopen = $localize`:@@admin.reopen:Open again`;
  protected readonly what = computed(() => {
    const { name = '', archivedAt } = this.asked() ?? {};
    return archivedAt === undefined ? $localize`:@@admin.archiveWhat:Archive ${name}:name:` : $localize`:@@admin.reopenWhat:Open ${name}:name: again`;
  });
  protected readonly note = $localize`:@@admin.archiveNote:Nobody can write in an archived room; all of it stays readable.`;

  protected noteOf({ members, messages, owners, archivedAt }: KnownRoom): string {
    const state = archivedAt === undefined ? [] : [$localize`:@@admin.archived:archived`];
    const owned = owners.length === 0 ? $localize`:@@admin.noOwner:without an owner` : $localize`:@@admin.ownedBy:of ${listOf(owners.map(({ name }) => name))}:names:`;
    return [...state, $localize`:@@admin.members:members: ${countOf(members)}:count:`, $localize`:@@admin.messages:messages: ${countOf(messages)}:count:`, owned].join(' · ');
  }

  protected readonly run = async (confirmed: { password: string; why?: string }): Promise<void> => {
    const room = this.asked();
    if (room === null) return;
    const changed = await this.#api.changeRoom(room.id, { archived: room.archivedAt === undefined, ...confirmed });
    this.rooms.replace(({ id }) => id === room.id, changed);
  };
}
