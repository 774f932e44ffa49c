import { backup, DatabaseSync, type StatementSync } from 'node:sqlite';

export type { StatementSync };

export interface DatabaseOptions {
  path: string;
  readOnly?: boolean;
  /** The file grows no further than so many pages. */
  maxPages?: number;
  /** The write-ahead log is cut to this where it begins anew, and when nobody writes. */
  walBytesKept?: number;
}

export interface CopyProgress {
  copiedPages: number;
  totalPages: number;
}

/** 4 MB at a time with pages of 4 KB. */
const COPY_STEP_PAGES = 1_024;
const BUSY_TIMEOUT_MS = 5_000;
const CACHE_KIB = { writer: 16_384, reader: 8_192 };
/** The pages that busy rooms write to are the same ones again and again: a later checkpoint writes fewer. 16 MB. */
const CHECKPOINT_PAGES = 4_000;
export const WAL_BYTES_KEPT = 64 * 1024 * 1024;

/** The one place that knows node:sqlite. */
export class Database {
  readonly path: string;
  readonly walBytesKept: number;
  readonly #connection: DatabaseSync;

  constructor({ path, readOnly = false, maxPages, walBytesKept = WAL_BYTES_KEPT }: DatabaseOptions) {
    this.path = path;
    this.walBytesKept = walBytesKept;
    this.#connection = new DatabaseSync(path, { readOnly, timeout: BUSY_TIMEOUT_MS, enableForeignKeyConstraints: true });
    this.exec(`PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -${CACHE_KIB[readOnly ? 'reader' : 'writer']}`);
    if (maxPages !== undefined) this.exec(`PRAGMA max_page_count = ${maxPages}`);
  }

  /** Only for a file that is known to be ours: the mode is written into it. Says whether the file system can do it. */
  useWriteAheadLog(): boolean {
    if (this.pragma('journal_mode = WAL') !== 'wal') return false;
    this.exec(`PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}; PRAGMA journal_size_limit = ${this.walBytesKept}`);
    return true;
  }

  /** Puts the log into the file and cuts it; does nothing, and waits for nobody, while somebody reads from it. */
  tryTruncateLog(): void {
    this.exec('PRAGMA busy_timeout = 0');
    try {
      this.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      this.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    }
  }

  prepare(sql: string): StatementSync {
    return this.#connection.prepare(sql);
  }

  /** For SQL that needs what only the program knows. Same input, same output. */
  define(name: string, compute: (text: string) => string): void {
    this.#connection.function(name, { deterministic: true, directOnly: true }, (text) => compute(String(text)));
  }

  exec(sql: string): void {
    this.#connection.exec(sql);
  }

  pragma(text: string): unknown {
    return Object.values(this.prepare(`PRAGMA ${text}`).get() ?? {})[0];
  }

  /** False after an error that made SQLite give up the whole transaction. */
  get inTransaction(): boolean {
    return this.#connection.isTransaction;
  }

  transaction<T>(work: () => T): T {
    return this.#between('BEGIN IMMEDIATE', work);
  }

  /** All that `work` reads is from one state of the database. */
  readTransaction<T>(work: () => T): T {
    return this.#between('BEGIN', work);
  }

  /** One state of the database, however much others write meanwhile; their log grows until it ends. */
  async copyTo(path: string, onProgress: (progress: CopyProgress) => void): Promise<void> {
    // Without a transaction that holds its state the copy would begin again with every commit of others, and never end.
    this.exec('BEGIN');
    try {
      this.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get();
      const progress = (pages: { remainingPages: number; totalPages: number }) =>
        onProgress({ copiedPages: pages.totalPages - pages.remainingPages, totalPages: pages.totalPages });
      await backup(this.#connection, path, { rate: COPY_STEP_PAGES, progress });
    } finally {
      this.exec('ROLLBACK');
    }
  }

  close(): void {
    this.#connection.close();
  }

  #between<T>(begin: string, work: () => T): T {
    this.exec(begin);
    try {
      const result = work();
      this.exec('COMMIT');
      return result;
    } catch (error) {
      if (this.inTransaction) this.exec('ROLLBACK');
      throw error;
    }
  }
}
