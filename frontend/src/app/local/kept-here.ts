import { countDrafts } from './drafts';
import { openPageDatabase, startingWith } from './page-database';

/** What this browser keeps of somebody, besides the rooms that it has cached. */
export interface KeptHere {
  drafts: number;
  unsent: number;
  /** Of all that the page keeps, its own files too; null where the browser does not say. */
  bytes: number | null;
}

export async function lookWhatIsKept(userId: string): Promise<KeptHere> {
  const [unsent, bytes] = await Promise.all([countUnsent(userId), countBytes(navigator)]);
  return { drafts: countDrafts(userId), unsent, bytes };
}

async function countUnsent(userId: string): Promise<number> {
  try {
    const database = await openPageDatabase(() => undefined);
    const unsent = await database.count('outbox', startingWith(userId));
    database.close();
    return unsent;
  } catch {
    return 0;
  }
}

/** Only over TLS, and on the machine itself. */
async function countBytes({ storage }: { storage?: StorageManager }): Promise<number | null> {
  const { usage } = (await storage?.estimate().catch(() => null)) ?? {};
  return usage ?? null;
}
