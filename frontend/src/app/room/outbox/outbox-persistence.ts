import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import type { Author } from '@contract/room-events';
import { type PageDatabase, type UnsentRecord, openPageDatabase, startingWith } from '../../local/page-database';
import { type OutboxItem, isOutboxItem } from './outbox-items';

type Writing = ReturnType<typeof writing>['store'];

/** Whose message, and for which room. */
export interface OutboxPlace {
  user: Author;
  roomId: string;
}

/**
 * What waits to be sent, where a reload does not lose it: one record per message, shared by all tabs of the browser.
 * Where the browser has no such place nothing is kept and nothing fails: an outbox holds its messages itself.
 */
@Injectable({ providedIn: 'root' })
export class OutboxPersistence {
  readonly #lasting = signal(true);
  readonly #database = this.#open();

  /** False once a message could not be put here: what waits then lives as long as its page. */
  readonly lasting = this.#lasting.asReadonly();

  constructor() {
    inject(DestroyRef).onDestroy(() => void this.#database.then((database) => database?.close()));
  }

  async keep({ user, roomId }: OutboxPlace, item: OutboxItem): Promise<void> {
    await this.#try((database) => this.#write(database, (outbox) => [outbox.put({ ...item, userId: user.id, userName: user.name, roomId })]));
  }

  async drop({ user, roomId }: OutboxPlace, clientId: string): Promise<void> {
    await this.#try((database) => this.#write(database, (outbox) => [outbox.delete([user.id, roomId, clientId])]));
  }

  async load({ user, roomId }: OutboxPlace): Promise<OutboxItem[]> {
    const records: unknown[] = (await this.#try((database) => database.getAll('outbox', startingWith(user.id, roomId)))) ?? [];
    return records.filter(isOutboxItem);
  }

  /** The rooms in which something of this user's still waits. */
  async rooms(userId: string): Promise<string[]> {
    const keys = (await this.#try((database) => database.getAllKeys('outbox', startingWith(userId)))) ?? [];
    return [...new Set(keys.map(([, roomId]) => roomId))];
  }

  async clear(userId: string): Promise<void> {
    await this.#try((database) => this.#write(database, (outbox) => [outbox.delete(startingWith(userId))]));
  }

  /** What somebody of the same name has left here as somebody else: a guest whose session has ended comes back with another id. */
  async leftByNamesakes({ id, name }: Author): Promise<UnsentRecord[]> {
    const records = (await this.#try((database) => database.getAllFromIndex('outbox', 'by-time'))) ?? [];
    // What was to be changed is theirs, who wrote it, and nobody else's.
    return records.filter((record) => record.userId !== id && record.userName === name && !('change' in record));
  }

  /** From now on it is this user's, who has said so. */
  async handOver({ userId, roomId, clientId, body, at }: UnsentRecord, to: Author): Promise<void> {
    const item = { clientId, body, at, state: 'waiting', userId: to.id, userName: to.name, roomId };
    await this.#try((database) => this.#write(database, (outbox) => [outbox.delete([userId, roomId, clientId]), outbox.put(item)]));
  }

  async #open(): Promise<PageDatabase | null> {
    try {
      return await openPageDatabase(() => this.#lasting.set(false));
    } catch {
      this.#lasting.set(false);
      return null;
    }
  }

  /** All or nothing, and on the disk. Writes happen in the order of the calls. */
  async #write(database: PageDatabase, change: (outbox: Writing) => Promise<unknown>[]): Promise<void> {
    const { store, done } = writing(database);
    await Promise.all([...change(store), done]);
  }

  async #try<T>(act: (database: PageDatabase) => Promise<T>): Promise<T | undefined> {
    const database = await this.#database;
    try {
      return database === null ? undefined : await act(database);
    } catch {
      this.#lasting.set(false);
      return undefined;
    }
  }
}

function writing(database: PageDatabase) {
  return database.transaction('outbox', 'readwrite', { durability: 'strict' });
}
