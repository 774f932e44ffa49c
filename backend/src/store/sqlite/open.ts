import { types } from 'node:util';
import { Database, type DatabaseOptions } from './database.ts';
import { isDamage } from './failures.ts';
import { prepareFile } from './prepare-file.ts';
import { checkOrigin, isUpToDate, migrate } from './migrate.ts';
import { SqliteReader } from './sqlite-reader.ts';
import { SqliteWriter } from './sqlite-writer.ts';
import { requireSafeSqlite } from './sqlite-version.ts';
import { UnusableDatabaseError } from './unusable-database.ts';
import { WriterLock } from './writer-lock.ts';

/** Makes the file where there is none, and brings its schema up to date. One writer at a time, over all processes. Throws UnusableDatabaseError. */
export function openWriter(options: DatabaseOptions): SqliteWriter {
  return guarded(options.path, () => {
    prepareFile(options.path);
    const lock = WriterLock.take(options.path);
    try {
      return using(new Database(options), (database) => new SqliteWriter(prepared(database), lock));
    } catch (error) {
      lock.release();
      throw error;
    }
  });
}

function prepared(database: Database): Database {
  checkOrigin(database);
  if (!database.useWriteAheadLog()) throw UnusableDatabaseError.withoutWriteAheadLog(database.path);
  migrate(database);
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
  try {
    return work(database);
  } catch (error) {
    database.close();
    throw error;
  }
}

function explained(path: string, error: unknown): UnusableDatabaseError {
  if (error instanceof UnusableDatabaseError) return error;
  const reason = types.isNativeError(error) ? error.message : String(error);
  return isDamage(error) ? UnusableDatabaseError.damaged(path, reason) : UnusableDatabaseError.unopened(path, reason);
}
