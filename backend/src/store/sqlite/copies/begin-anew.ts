import { Database } from '../database.ts';
import { syncFile } from '../files/durable.ts';
import { migrate } from '../migrate.ts';
import { LINEAGE } from '../queries.ts';
import { requireSafeSqlite } from '../sqlite-version.ts';

/**
 * Brings a copy up to date and gives all its rooms new epochs, so that clients which have seen more of them load them anew.
 * A server does the same where it finds that its file was replaced; a copy from before databases knew their lineage does not show it.
 */
export function beginAnew(path: string): void {
  requireSafeSqlite(process.versions['sqlite']);
  const database = new Database({ path });
  try {
    database.pragma('journal_mode = DELETE');
    migrate(database);
    database.transaction(() => database.exec(LINEAGE.beginNewEpochs));
  } finally {
    database.close();
  }
  syncFile(path);
}
