import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { ServerSettings } from '../contract/administration.ts';
import type { Author } from '../contract/room-events.ts';
import { Store } from '../store/store.ts';

/** Until an administrator chooses. */
const AT_FIRST: ServerSettings = { name: '', access: 'open', guests: true };

/** What administrators have set, known to every request without asking the store. */
@Injectable()
export class ServerSettingsService implements OnModuleInit {
  readonly #store: Store;
  #current = AT_FIRST;

  constructor(store: Store) {
    this.#store = store;
  }

  async onModuleInit(): Promise<void> {
    this.#current = { ...AT_FIRST, ...((await this.#store.read('settings')) as Partial<ServerSettings>) };
  }

  get current(): ServerSettings {
    return this.#current;
  }

  /** Counts from the moment it is stored. */
  async change(changes: Partial<ServerSettings>, actor: Author | null): Promise<ServerSettings> {
    const entry = { at: Date.now(), actor, action: 'settings.changed', target: null, why: null, changes } as const;
    await this.#store.write('changeSettings', changes, entry);
    return (this.#current = { ...this.#current, ...changes });
  }
}
