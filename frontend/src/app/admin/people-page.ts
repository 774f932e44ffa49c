import { Component, computed, inject, signal } from '@angular/core';
import type { KnownPerson, PeopleFilter } from '@contract/administration';
import { LIMITS } from '@contract/limits';
import { momentOf } from '../i18n/moment';
import { Avatar } from '../ui/avatar';
import { ShareLink } from '../ui/share-link';
import { AdminApi } from './admin-api';
import { ConfirmDialog } from './confirm-dialog';
import { Pages } from './pages';
import { actsOn, type PersonAct } from './person-acts';

type Kind = NonNullable<PeopleFilter['kind']>;

@Component({
  selector: 'wt-people-page',
  imports: [Avatar, ConfirmDialog, ShareLink],
  templateUrl: './people-page.html',
  styleUrl: './page.css',
})
export class PeoplePage {
  readonly #api = inject(AdminApi);
  protected readonly query = signal('');
  protected readonly kind = signal<Kind>('all');
  protected readonly kinds: { id: Kind; name: string }[] = [
    { id: 'all', name: $localize`:@@admin.kindAll:Everybody` },
    { id: 'admin', name: $localize`:@@admin.kindAdmin:Administrators` },
    { id: 'member', name: $localize`:@@admin.kindMember:Members` },
    { id: 'guest', name: $localize`:@@admin.kindGuest:Guests` },
    { id: 'deactivated', name: $localize`:@@admin.kindOut:Deactivated` },
  ];
  protected readonly people = new Pages<KnownPerson, { query: string; kind: Kind }>({
    wish: computed(() => ({ query: this.query(), kind: this.kind() })),
    size: LIMITS.administrationPage,
    load: (wish, last) => this.#api.people({ ...wish, ...(last !== null && { after: last.id }) }),
  });
  protected readonly opened = signal<string | null>(null);
  protected readonly asked = signal<{ person: KnownPerson; act: PersonAct } | null>(null);
  protected readonly link = signal<{ name: string; address: string } | null>(null);
  protected readonly actsOn = actsOn;

  protected noteOf({ login, role, sessions, usedAt, deactivatedAt }: KnownPerson): string {
    const roles = { admin: $localize`:@@admin.isAdmin:administrator`, member: $localize`:@@admin.isMember:member`, guest: $localize`:@@admin.isGuest:guest` };
    const used = usedAt === undefined || sessions === 0 ? $localize`:@@admin.signedOut:signed in nowhere` : $localize`:@@sessions.used:last used ${momentOf(usedAt)}:moment:`;
    const out = deactivatedAt === undefined ? used : $localize`:@@admin.isOut:deactivated`;
    return [...(login === undefined ? [] : [login]), roles[role], out].join(' · ');
  }

  protected readonly run = async (confirmed: { password: string; why?: string }): Promise<void> => {
    const asked = this.asked();
    if (asked === null) return;
    const { person, act } = asked;
    if (act.change === 'reset') {
      const { code } = await this.#api.makeReset(person.id, confirmed);
      this.link.set({ name: person.name, address: `${location.origin}/reset/${code}` });
    } else {
      const changed = await this.#api.changePerson(person.id, { ...act.change, ...confirmed });
      this.people.replace(({ id }) => id === person.id, changed);
    }
  };

  protected async signOut({ id }: KnownPerson): Promise<void> {
    await this.#api.signOut(id).catch(() => undefined);
    await this.people.reload();
  }
}
