import { Injectable } from '@nestjs/common';
import type { OwnSession } from '../contract/accounts.ts';
import { Store, type StoredSession } from '../store/store.ts';
import { ChatError } from '../wire/chat-error.ts';
import { SessionsService } from './sessions.service.ts';

/** Where somebody is signed in, as they see it themselves. */
@Injectable()
export class OwnSessions {
  readonly #store: Store;
  readonly #sessions: SessionsService;

  constructor(store: Store, sessions: SessionsService) {
    this.#store = store;
    this.#sessions = sessions;
  }

  async list({ user, tokenHash }: Pick<StoredSession, 'user' | 'tokenHash'>): Promise<OwnSession[]> {
    const sessions = await this.#store.read('sessionsOf', user.id);
    const now = Date.now();
    return sessions.filter(({ expiresAt }) => expiresAt > now).map((session) => this.#viewOf(session, tokenHash));
  }

  /** Throws NOT_FOUND where it is none of theirs. */
  async end({ user }: StoredSession, id: string): Promise<void> {
    const sessions = await this.#store.read('sessionsOf', user.id);
    if (!sessions.some(({ tokenHash }) => tokenHash === id)) throw new ChatError('NOT_FOUND', 'There is no such session.');
    await this.#sessions.end(id, 'revoked');
  }

  async endAll({ user }: StoredSession): Promise<void> {
    await this.#sessions.endAllOf(user.id);
  }

  #viewOf({ tokenHash: id, kind, device, createdAt, usedAt, expiresAt }: StoredSession, current: string): OwnSession {
    return { id, kind, device, createdAt, usedAt, expiresAt, current: id === current, online: this.#sessions.isOpen(id) };
  }
}
