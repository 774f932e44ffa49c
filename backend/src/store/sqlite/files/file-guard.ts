import type { Database } from '../database.ts';
import { DisplacedDatabaseError } from './misplaced-database.ts';
import type { Lineage } from './lineage.ts';
import type { OpenedFiles } from './opened-files.ts';

/** Sees that what is committed goes into the files that were opened, under their names, and that nobody else writes into them. */
export class FileGuard {
  readonly #files: OpenedFiles;
  readonly #lineage: Lineage;

  constructor(files: OpenedFiles, lineage: Lineage) {
    this.#files = files;
    this.#lineage = lineage;
  }

  /** When everything else about the database is known to be right: from here on it is written to. */
  begin(database: Database): { isRestored: boolean } {
    const begun = this.#lineage.begin(database);
    this.look();
    return begun;
  }

  /** When last looked. */
  get walBytes(): number {
    return this.#files.walBytes;
  }

  /** Throws DisplacedDatabaseError or OverwrittenDatabaseError. */
  look(): void {
    const { isWritten } = this.#files.look();
    if (isWritten) this.#lineage.requireOwnFile();
  }

  /** Throws what `look` throws. What it returns belongs at the beginning of the transaction. */
  prepareTransaction(): () => void {
    this.look();
    return this.#lineage.prepareTransaction();
  }

  /** Closes the database. One that is elsewhere is left to SQLite, which leaves a file alone that has moved. */
  end(database: Database): void {
    const isInPlace = this.#isInPlace();
    if (isInPlace) this.#lineage.prepareEnd();
    database.close();
    this.#files.close();
    if (isInPlace) this.#lineage.end();
  }

  #isInPlace(): boolean {
    try {
      this.look();
      return true;
    } catch (error) {
      if (error instanceof DisplacedDatabaseError) return false;
      throw error;
    }
  }
}
