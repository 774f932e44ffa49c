import { type JournalOptions, SqliteJournal } from './journal/journal.ts';
import { StoreReader } from './readers/reader.ts';
import { SqliteStore } from './sqlite-store.ts';

/** Makes the database where there is none. Rejects with UnusableDatabaseError where it cannot be used. */
export async function openSqliteStore(options: JournalOptions): Promise<SqliteStore> {
  const { databasePath } = options;
  const journal = await SqliteJournal.open(options);
  const opening = [StoreReader.open({ databasePath, lane: 'interactive' }), StoreReader.open({ databasePath, lane: 'bulk' })] as const;
  try {
    const [interactive, bulk] = await Promise.all(opening);
    return new SqliteStore({ journal, interactive, bulk });
  } catch (error) {
    await closeAll(await Promise.allSettled(opening));
    await journal.close();
    throw error;
  }
}

async function closeAll(readers: PromiseSettledResult<StoreReader>[]): Promise<void> {
  for (const reader of readers) if (reader.status === 'fulfilled') await reader.value.close();
}
