import { randomBytes } from 'node:crypto';
import type { Database, StatementSync } from '../database.ts';
import { LINEAGE } from '../queries.ts';
import { UnusableDatabaseError } from '../unusable-database.ts';
import { LineageFile, type LineageRecord } from './lineage-file.ts';
import { OverwrittenDatabaseError } from './misplaced-database.ts';
import { isSame, type OpenedFiles } from './opened-files.ts';

const MARK_BYTES = 16;
/** Stands before the mark on its page. No text in UTF-8 holds these bytes, so nobody can write a mark into a message. */
const BEFORE_MARK = Buffer.from('ff57a7ecff11ea9e', 'hex');
/** The header of a database file: https://sqlite.org/fileformat.html#the_database_header */
const HEADER = { bytes: 100, pageSizeAt: 16, writeVersionAt: 18, writeAheadLog: 2, largestPage: 65_536 };
const EMPTY_LOG_BYTES = 32;

/**
 * Whether the database file is the one that the last server left, and goes with the write-ahead log beside it.
 *
 * The file bears a random mark, and `<database>.lineage` says which. The mark changes when a server starts, when it ends, and
 * each time the log begins anew, in the first transaction of that log. So whichever moment a server dies in, the file without
 * its log bears one of the two newest marks; an older copy bears an older one. See docs/decisions/0014.
 */
export class Lineage {
  readonly #files: OpenedFiles;
  readonly #record: LineageFile;
  readonly #before: LineageRecord | null;
  readonly #hadLog: boolean;
  #database: Database | null = null;
  #setMark: StatementSync | null = null;
  #logState: StatementSync | null = null;
  #page = 0;
  #marks: string[] = [];

  /** Before SQLite opens the file. Throws UnusableDatabaseError where the log beside it is another database's. */
  constructor(files: OpenedFiles) {
    this.#files = files;
    this.#record = new LineageFile(files.path);
    this.#before = this.#record.read();
    this.#hadLog = files.hasLog;
    if (this.#before !== null && files.walBytes > EMPTY_LOG_BYTES && !this.#bearsOneOf(this.#before)) throw UnusableDatabaseError.foreignLog(files.path);
  }

  /** When the schema is up to date. Says whether the database was restored from a copy; then all rooms have new epochs. */
  begin(database: Database): { isRestored: boolean } {
    this.#database = database;
    this.#setMark = database.prepare(LINEAGE.setMark);
    this.#logState = database.prepare(LOG_STATE);
    this.#page = (database.prepare(LINEAGE.pageOfMark).get() as { page: number }).page;
    const current = this.#currentMark(database);
    const isRestored = current === null ? this.#before !== null : !this.#continues(current);
    const next = newMark();
    if (current === null) this.#record.remove();
    else this.#note([current, next], 'open');
    database.transaction(() => {
      if (isRestored) database.exec(LINEAGE.beginNewEpochs);
      this.#store(next);
    });
    database.pragma('wal_checkpoint(TRUNCATE)');
    this.#note([next], 'open');
    return { isRestored };
  }

  /** Throws OverwrittenDatabaseError where the file bears none of its marks. */
  requireOwnFile(): void {
    if (!this.#bearsOneOf({ marks: this.#marks, page: this.#page })) throw OverwrittenDatabaseError.of(this.#files.path);
  }

  /** What the next transaction has to begin with, so that a log that begins anew tells which file it goes with. */
  prepareTransaction(): () => void {
    const [current] = this.#marks.slice(-1);
    if (current === undefined || !this.#logIsInTheFile()) return () => undefined;
    const next = newMark();
    this.#note([current, next], 'open');
    return () => this.#store(next);
  }

  /** Copies that were made until now are older than the file: the log goes into it, and begins anew with another mark. */
  prepareEnd(): void {
    this.#database?.pragma('wal_checkpoint(TRUNCATE)');
    const begin = this.prepareTransaction();
    this.#database?.transaction(begin);
    this.#database?.pragma('wal_checkpoint(TRUNCATE)');
    this.#marks = this.#marks.slice(-1);
  }

  /** When SQLite has closed the file. */
  end(): void {
    this.#note(this.#marks, 'closed');
  }

  /** The whole log is in the database file: what is written next begins it anew. */
  #logIsInTheFile(): boolean {
    const { log, checkpointed } = this.#logState?.get() as { log: number; checkpointed: number };
    return log >= 0 && log === checkpointed;
  }

  #store(mark: string): void {
    this.#setMark?.run({ mark: Buffer.concat([BEFORE_MARK, Buffer.from(mark, 'hex')]) });
  }

  #note(marks: string[], state: LineageRecord['state']): void {
    this.#record.write({ marks, state, page: this.#page, database: this.#files.identity });
    this.#marks = marks;
  }

  #currentMark(database: Database): string | null {
    const row = database.prepare(LINEAGE.mark).get() as { mark: Uint8Array } | undefined;
    return row ? Buffer.from(row.mark.subarray(BEFORE_MARK.length)).toString('hex') : null;
  }

  /** A server that died left a log; where there is none, somebody took it away, and what it held. */
  #continues(current: string): boolean {
    const before = this.#before;
    if (before === null || !before.marks.includes(current) || (before.state === 'open' && !this.#hadLog)) return false;
    return isSame(before.database, this.#files.identity) && this.#record.isOriginal(before);
  }

  /** Of the file alone, without its log. */
  #bearsOneOf({ marks, page }: Pick<LineageRecord, 'marks' | 'page'>): boolean {
    const header = this.#files.readAt(0, HEADER.bytes);
    if (header.length < HEADER.bytes || header[HEADER.writeVersionAt] !== HEADER.writeAheadLog) return false;
    const size = header.readUInt16BE(HEADER.pageSizeAt);
    const pageSize = size === 1 ? HEADER.largestPage : size;
    const bytes = this.#files.readAt((page - 1) * pageSize, pageSize);
    return marks.some((mark) => bytes.includes(Buffer.concat([BEFORE_MARK, Buffer.from(mark, 'hex')])));
  }
}

const LOG_STATE = 'PRAGMA wal_checkpoint(NOOP)';

const newMark = (): string => randomBytes(MARK_BYTES).toString('hex');
