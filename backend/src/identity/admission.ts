import { Injectable } from '@nestjs/common';
import { ChatError } from '../wire/chat-error.ts';
import { ServerSettingsService } from './server-settings.ts';
import type { Session } from './session.ts';

/** Who may come in at all, by what the administrators have set. */
@Injectable()
export class Admission {
  readonly #settings: ServerSettingsService;

  constructor(settings: ServerSettingsService) {
    this.#settings = settings;
  }

  /** Somebody new, by a name alone. */
  requireGuest(): void {
    const { access, guests } = this.#settings.current;
    if (!guests) throw new ChatError('FORBIDDEN', 'This server takes no guests. Sign in with an account.');
    if (access === 'invite') throw BY_INVITATION();
  }

  /** A guest who is in already, or somebody new. */
  requireSignUp(guest: Session | null): void {
    if (guest === null && this.#settings.current.access === 'invite') throw BY_INVITATION();
  }
}

const BY_INVITATION = () => new ChatError('FORBIDDEN', 'Only who is invited may come into this server.');
