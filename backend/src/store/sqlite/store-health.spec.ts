import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SqliteJournal } from './journal/journal.ts';
import { StoreHealth } from './store-health.ts';
import { until } from '../../../test/kit/until.ts';

describe('StoreHealth', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'watek-watch-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('notices that nothing can be stored, and by itself that it can be again', async () => {
    const databasePath = join(folder, 'watek.db');
    const journal = await SqliteJournal.open({ databasePath });
    const watch = new StoreHealth(journal);
    const other = new DatabaseSync(databasePath);

    other.exec('BEGIN EXCLUSIVE');
    const refused = journal.write('probe', 1).catch((error: { code: string }) => error.code);
    const code = await refused;
    const whileLocked = watch.isStoring;
    other.exec('ROLLBACK');
    await until(() => watch.isStoring);

    expect(code).toBe('STORAGE_FAILED');
    expect(whileLocked).toBe(false);
    watch.stop();
    other.close();
    await journal.close();
  });
});
