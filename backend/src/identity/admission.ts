import { Injectable } from '@nestjs/common';
import type { InvitedRole } from '../contract/invites.ts';
import { Store } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { AccountsService, type AccountWish, type Beginning } from './accounts.service.ts';
import { ServerSettingsService } from './server-settings.ts';
import type { Session } from './session.ts';
import { SessionsService, type NewSession } from './sessions.service.ts';

/** Who may come in at all, by what the administrators have set. An invitation is used where it is needed, and nowhere else. */
@Injectable()
export class Admission {
  readonly #settings: ServerSettingsService;
  readonly #sessions: SessionsService;
  readonly #accounts: AccountsService;
  readonly #store: Store;

  constructor(settings: ServerSettingsService, sessions: SessionsService, accounts: AccountsService, store: Store) {
    this.#settings = settings;
    this.#sessions = sessions;
    this.#accounts = accounts;
    this.#store = store;
  }

  /** What somebody new may become, of what an invitation would let in. */
  admitted(roles: readonly InvitedRole[]): InvitedRole[] {
    return roles.filter((role) => role === 'member' || this.#settings.current.guests);
  }

  /** Somebody new, by a name alone. Throws FORBIDDEN, or NOT_FOUND where the invitation is over. */
  async enter(name: string, beginning: Beginning, invite?: string): Promise<NewSession> {
    const { access, guests } = this.#settings.current;
    if (!guests) throw new ChatError('FORBIDDEN', 'This server takes no guests. Sign in with an account.');
    if (access === 'open') return this.#sessions.create(name, beginning.kind, beginning.device);
    if (invite === undefined) throw BY_INVITATION();
    return this.#sessions.createInvited(name, beginning, invite);
  }

  /** A guest who is in already, or somebody new. */
  async signUp(wish: AccountWish, beginning: Beginning): Promise<NewSession> {
    const needsInvite = this.#settings.current.access === 'invite' && !(await this.#mayBecomeMember(beginning.replaces));
    if (needsInvite && wish.invite === undefined) throw BY_INVITATION();
    return this.#accounts.signUp({ ...wish, invite: needsInvite ? wish.invite : undefined }, beginning);
  }

  async #mayBecomeMember(guest: Session | null): Promise<boolean> {
    return guest !== null && (await this.#store.read('ceiling', guest.user.id)) === 'member';
  }
}

const BY_INVITATION = () => new ChatError('FORBIDDEN', 'Only who is invited may come into this server.');
