import { types } from 'node:util';
import { RELEASE_ALL } from './consumer-leases.ts';
import { Database, type DatabaseOptions } from './database.ts';
import { isDamage } from './failures.ts';
import { FileGuard } from './files/file-guard.ts';
import { Lineage } from './files/lineage.ts';
import { OpenedFiles } from './files/opened-files.ts';
import { prepareFile } from './prepare-file.ts';
import { checkOrigin, isUpToDate, migrate } from './migrate.ts';
import type { MigrationStep } from './migration-progress.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { SqliteWriter } from './sqlite-writer.ts';
import { requireSafeSqlite } from './sqlite-version.ts';
import { UnusableDatabaseError } from './unusable-database.ts';
import { WriterLock } from './writer-lock.ts';

export interface WriterOptions extends DatabaseOptions {
  /** The file is a copy that was put into its place: all rooms have new epochs, and clients load them anew. */
  onRestored?: () => void;
  /** Before each step that brings the schema up to date. */
  onMigration?: (step: MigrationStep) => void;
}

/** Makes the file where there is none, and brings its schema up to date. One writer at a time, over all processes. Throws UnusableDatabaseError. */
export function openWriter(options: WriterOptions): SqliteWriter {
  return guarded(options.path, () => {
    prepareFile(options.path);
    const lock = WriterLock.take(options.path);
    return orElse(() => openFiles(options, lock), () => lock.release());
  });
}

function openFiles(options: WriterOptions, lock: WriterLock): SqliteWriter {
  const files = new OpenedFiles(options.path);
  return orElse(
    () => {
      const guard = new FileGuard(files, new Lineage(files));
      return using(new Database(options), (database) => {
        const writer = new SqliteWriter(prepared(database, options.onMigration), guard, lock);
        if (guard.begin(database).isRestored) options.onRestored?.();
        return writer;
      });
    },
    () => files.close(),
  );
}

function prepared(database: Database, onMigration: WriterOptions['onMigration']): Database {
  checkOrigin(database);
  if (!database.useWriteAheadLog()) throw UnusableDatabaseError.withoutWriteAheadLog(database.path);
  migrate(database, onMigration);
  // Of one file there is one writer at a time: whoever held a lease before is gone, and nobody waits for them.
  database.exec(RELEASE_ALL);
  return database;
}

/** Of a database that a writer has opened before. Throws UnusableDatabaseError. */
export function openReader(options: { path: string }): SqliteReader {
  return guarded(options.path, () =>
    using(new Database({ ...options, readOnly: true }), (database) => {
      checkOrigin(database);
      if (!isUpToDate(database)) throw UnusableDatabaseError.unopened(options.path, 'its schema is not up to date');
      return new SqliteReader(database);
    }),
  );
}

function guarded<T>(path: string, open: () => T): T {
  requireSafeSqlite(process.versions['sqlite']);
  try {
    return open();
  } catch (error) {
    throw explained(path, error);
  }
}

function using<T>(database: Database, work: (database: Database) => T): T {
  return orElse(() => work(database), () => database.close());
}

function orElse<T>(work: () => T, undo: () => void): T {
  try {
    return work();
  } catch (error) {
    undo();
    throw error;
  }
}

function explained(path: string, error: unknown): UnusableDatabaseError {
  if (error instanceof UnusableDatabaseError) return error;
  const reason = types.isNativeError(error) ? error.message : String(error);
  return isDamage(error) ? UnusableDatabaseError.damaged(path, reason) : UnusableDatabaseError.unopened(path, reason);
}
