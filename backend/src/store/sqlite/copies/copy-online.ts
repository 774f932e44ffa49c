import { type CopyProgress, Database } from '../database.ts';
import { syncFile } from '../files/durable.ts';
import { checkOrigin } from '../migrate.ts';
import { requireSafeSqlite } from '../sqlite-version.ts';

export interface CopyOptions {
  from: string;
  /** Written over where it is there. */
  to: string;
  onProgress: (progress: CopyProgress) => void;
}

/** Copies a database that a server may be writing into. The copy is one file without a log, and on disk. Throws UnusableDatabaseError. */
export async function copyOnline({ from, to, onProgress }: CopyOptions): Promise<void> {
  requireSafeSqlite(process.versions['sqlite']);
  const database = new Database({ path: from, readOnly: true });
  try {
    checkOrigin(database);
    await database.copyTo(to, onProgress);
  } finally {
    database.close();
  }
  leaveWriteAheadLog(to);
  syncFile(to);
}

/** A file that needs a log beside it could not be read where nothing may be written. */
function leaveWriteAheadLog(path: string): void {
  const copy = new Database({ path });
  try {
    copy.pragma('journal_mode = DELETE');
  } finally {
    copy.close();
  }
}
