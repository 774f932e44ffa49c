import { Database } from './database.ts';
import { isLocked } from './failures.ts';
import { UnusableDatabaseError } from './unusable-database.ts';

/**
 * Held as long as a writer has the database open. SQLite itself would let two servers write in turn, and each would show
 * its people only what was said through itself. The lock is that of an empty database beside the real one: the system
 * lets go of it however the process ends, and nothing has to be cleaned up.
 */
export class WriterLock {
  readonly #database: Database;

  private constructor(database: Database) {
    this.#database = database;
  }

  /** Waits some seconds for a server that is about to end. Throws UnusableDatabaseError. */
  static take(path: string): WriterLock {
    try {
      const database = new Database({ path: `${path}.lock` });
      database.exec('BEGIN EXCLUSIVE');
      return new WriterLock(database);
    } catch (error) {
      throw isLocked(error) ? UnusableDatabaseError.inUse(path) : error;
    }
  }

  release(): void {
    this.#database.close();
  }
}
