import type { Database, StatementSync } from './database.ts';

/** Undoes one piece of work and leaves the rest of the transaction alone. Not nested. */
export class Savepoint {
  readonly #database: Database;
  readonly #begin: StatementSync;
  readonly #undo: StatementSync;
  readonly #release: StatementSync;

  constructor(database: Database) {
    this.#database = database;
    this.#begin = database.prepare('SAVEPOINT work');
    this.#undo = database.prepare('ROLLBACK TO work');
    this.#release = database.prepare('RELEASE work');
  }

  around<T>(work: () => T): T {
    this.#begin.run();
    try {
      const result = work();
      this.#release.run();
      return result;
    } catch (error) {
      this.#abandon();
      throw error;
    }
  }

  #abandon(): void {
    if (!this.#database.inTransaction) return;
    this.#undo.run();
    this.#release.run();
  }
}
