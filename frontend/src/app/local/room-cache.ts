import { DestroyRef, Injectable, inject } from '@angular/core';
import type { Message } from '@contract/room-events';
import type { MyRoom } from '@contract/room';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

const NAME = 'watek-cache';
/** Of another shape than this one is of no use, and made anew. */
const VERSION = 1;
const DAY_MS = 86_400_000;
const OPEN_LIMIT_MS = 3_000;

/** What is kept of each person's rooms, for so long without being looked at. */
export const CACHE_KEPT = { days: 30, rooms: 60, messages: 50 } as const;

export interface CachedRooms {
  version: number | null;
  rooms: MyRoom[];
}

/** A room's newest messages as they were at the number `last` of its log. */
export interface CachedConversation {
  epoch: string;
  last: number;
  lastOrdinal: number;
  messages: Message[];
}

interface Schema extends DBSchema {
  people: { key: string; value: CachedRooms & { userId: string; at: number } };
  rooms: { key: [userId: string, roomId: string]; value: CachedConversation & { userId: string; roomId: string; at: number }; indexes: { 'by-time': [userId: string, at: number] } };
}

type CacheDatabase = IDBPDatabase<Schema>;

/**
 * What the reader saw last, for the time without a server: their rooms, and the newest messages of those they were in
 * lately. Bounded, forgotten when they sign out, and never a reason to fail: where nothing can be kept nothing is.
 */
@Injectable({ providedIn: 'root' })
export class RoomCache {
  #database: Promise<CacheDatabase | null> | null = null;

  constructor() {
    inject(DestroyRef).onDestroy(() => void this.#database?.then((database) => database?.close()));
  }

  async rooms(userId: string): Promise<CachedRooms | null> {
    return (await this.#try((database) => database.get('people', userId))) ?? null;
  }

  async keepRooms(userId: string, copy: CachedRooms): Promise<void> {
    await this.#try((database) => database.put('people', { ...copy, userId, at: Date.now() }));
  }

  async conversation(userId: string, roomId: string): Promise<CachedConversation | null> {
    return (await this.#try((database) => database.get('rooms', [userId, roomId]))) ?? null;
  }

  async keepConversation(userId: string, roomId: string, copy: CachedConversation): Promise<void> {
    await this.#try(async (database) => {
      await database.put('rooms', { ...copy, messages: copy.messages.slice(-CACHE_KEPT.messages), userId, roomId, at: Date.now() });
      await dropOldest(database, userId);
    });
  }

  /** How many rooms' messages are kept. */
  async count(userId: string): Promise<number> {
    return (await this.#try((database) => database.count('rooms', IDBKeyRange.bound([userId], [userId, []])))) ?? 0;
  }

  /** The reader is no member of it any more. */
  async forgetRoom(userId: string, roomId: string): Promise<void> {
    await this.#try((database) => database.delete('rooms', [userId, roomId]));
  }

  async forget(userId: string): Promise<void> {
    await this.#try(async (database) => {
      await database.delete('people', userId);
      await database.delete('rooms', IDBKeyRange.bound([userId], [userId, []]));
    });
  }

  async #try<T>(act: (database: CacheDatabase) => Promise<T>): Promise<T | undefined> {
    try {
      const database = await (this.#database ??= open());
      return database === null ? undefined : await act(database);
    } catch {
      return undefined;
    }
  }
}

/** null where the browser has no IndexedDB for this page, or does not open it in time. */
async function open(): Promise<CacheDatabase | null> {
  try {
    const database = await Promise.race([openCache(), new Promise<null>((resolve) => setTimeout(() => resolve(null), OPEN_LIMIT_MS))]);
    if (database !== null) await sweep(database, Date.now() - CACHE_KEPT.days * DAY_MS);
    return database;
  } catch {
    return null;
  }
}

function openCache(): Promise<CacheDatabase> {
  return openDB<Schema>(NAME, VERSION, {
    upgrade: (database) => {
      database.createObjectStore('people', { keyPath: 'userId' });
      database.createObjectStore('rooms', { keyPath: ['userId', 'roomId'] }).createIndex('by-time', ['userId', 'at']);
    },
    blocking: (_from, _to, { target }) => (target as IDBDatabase).close(),
  });
}

async function dropOldest(database: CacheDatabase, userId: string): Promise<void> {
  const keys = await database.getAllKeysFromIndex('rooms', 'by-time', IDBKeyRange.bound([userId], [userId, []]));
  await Promise.all(keys.slice(0, -CACHE_KEPT.rooms).map((key) => database.delete('rooms', key)));
}

/** Who never comes back leaves nothing for ever. */
async function sweep(database: CacheDatabase, before: number): Promise<void> {
  for (const { userId, at } of await database.getAll('people')) if (at < before) await database.delete('people', userId);
  for (const { userId, roomId, at } of await database.getAll('rooms')) if (at < before) await database.delete('rooms', [userId, roomId]);
}
