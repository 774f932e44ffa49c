import { type DBSchema, type IDBPDatabase, openDB } from 'idb';

const NAME = 'watek';
const VERSION = 2;
const OPEN_LIMIT_MS = 3_000;
const DAY_MS = 86_400_000;

/** What waits to be sent is kept for so long, and so many of it for all people who use this browser. */
export const UNSENT_KEPT = { days: 30, records: 1_000 } as const;

/** One message that waits to be sent. Records of version 1 do not say the author's name. */
export interface UnsentRecord {
  userId: string;
  userName?: string;
  roomId: string;
  clientId: string;
  body: string;
  at: number;
}

export interface PageSchema extends DBSchema {
  outbox: { key: [userId: string, roomId: string, clientId: string]; value: UnsentRecord; indexes: { 'by-time': number } };
}

export type PageDatabase = IDBPDatabase<PageSchema>;

/**
 * Fails where the browser has no IndexedDB for this page (some private modes), or does not open it in time. A page that
 * is newer than this one gets the database: this one closes it, and `closed` hears of it.
 */
export async function openPageDatabase(closed: () => void): Promise<PageDatabase> {
  const opening = openDB<PageSchema>(NAME, VERSION, {
    upgrade: (...[database, from, , transaction]) => {
      const outbox = from < 1 ? database.createObjectStore('outbox', { keyPath: ['userId', 'roomId', 'clientId'] }) : transaction.objectStore('outbox');
      outbox.createIndex('by-time', 'at');
    },
    blocking: (_from, _to, { target }) => {
      (target as IDBDatabase).close();
      closed();
    },
    terminated: closed,
  });
  const database = await inTime(opening);
  await sweep(database, Date.now());
  return database;
}

/** Everything whose key begins with these parts: a list is greater than any text. */
export function startingWith(...parts: string[]): IDBKeyRange {
  return IDBKeyRange.bound(parts, [...parts, []]);
}

async function inTime(opening: Promise<PageDatabase>): Promise<PageDatabase> {
  let late: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    late = setTimeout(() => reject(new Error('IndexedDB does not open')), OPEN_LIMIT_MS);
  });
  try {
    return await Promise.race([opening, limit]);
  } catch (error) {
    // Nobody would use it any more, and it would be in the way of the next version.
    void opening.then((database) => database.close()).catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(late);
  }
}

/** Who never comes back leaves nothing for ever. */
async function sweep(database: PageDatabase, now: number): Promise<void> {
  const { store, done } = database.transaction('outbox', 'readwrite');
  let left = await store.count();
  for (let cursor = await store.index('by-time').openCursor(); cursor !== null; cursor = await cursor.continue()) {
    if (left <= UNSENT_KEPT.records && cursor.key > now - UNSENT_KEPT.days * DAY_MS) break;
    await cursor.delete();
    left -= 1;
  }
  await done;
}
