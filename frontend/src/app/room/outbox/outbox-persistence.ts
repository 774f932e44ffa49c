import { DestroyRef, Injectable, inject, signal } from '@angular/core';
import { type StorePlan, answerOf, committed, openDatabase, startingWith } from '../../local/page-database';
import { type OutboxItem, isOutboxItem } from './outbox-items';

/** Whose message, and for which room. */
export interface OutboxPlace {
  userId: string;
  roomId: string;
}

const PLAN: StorePlan = { name: 'watek', store: 'outbox', keyPath: ['userId', 'roomId', 'clientId'] };

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

  keep({ userId, roomId }: OutboxPlace, item: OutboxItem): Promise<void> {
    return this.#write((store) => store.put({ ...item, userId, roomId }));
  }

  drop({ userId, roomId }: OutboxPlace, clientId: string): Promise<void> {
    return this.#write((store) => store.delete([userId, roomId, clientId]));
  }

  async load({ userId, roomId }: OutboxPlace): Promise<OutboxItem[]> {
    const records: unknown[] = await this.#read((store) => store.getAll(startingWith(userId, roomId)));
    return records.filter(isOutboxItem);
  }

  /** The rooms in which something of this user's still waits. */
  async rooms(userId: string): Promise<string[]> {
    const keys = await this.#read((store) => store.getAllKeys(startingWith(userId)));
    return [...new Set(keys.map((key) => (key as [string, string, string])[1]))];
  }

  clear(userId: string): Promise<void> {
    return this.#write((store) => store.delete(startingWith(userId)));
  }

  async #open(): Promise<IDBDatabase | null> {
    try {
      const database = await openDatabase(PLAN);
      database.onclose = () => this.#lasting.set(false);
      return database;
    } catch {
      this.#lasting.set(false);
      return null;
    }
  }

  /** Writes happen in the order of the calls. */
  async #write(change: (store: IDBObjectStore) => void): Promise<void> {
    const database = await this.#database;
    try {
      const transaction = database?.transaction(PLAN.store, 'readwrite', { durability: 'strict' });
      if (transaction === undefined) return;
      change(transaction.objectStore(PLAN.store));
      await committed(transaction);
    } catch {
      this.#lasting.set(false);
    }
  }

  async #read<T>(question: (store: IDBObjectStore) => IDBRequest<T[]>): Promise<T[]> {
    const database = await this.#database;
    try {
      if (database === null) return [];
      return await answerOf(question(database.transaction(PLAN.store).objectStore(PLAN.store)));
    } catch {
      this.#lasting.set(false);
      return [];
    }
  }
}
