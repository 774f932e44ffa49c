import { type BigIntStats, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { DisplacedDatabaseError } from './misplaced-database.ts';

/** Names a file for as long as it is there, also where another one got its inode later. */
export interface FileIdentity {
  inode: string;
  born: string;
}

export const identityOf = ({ ino, birthtimeNs }: BigIntStats): FileIdentity => ({ inode: String(ino), born: String(birthtimeNs) });

export const isSame = (one: FileIdentity, other: FileIdentity): boolean => one.inode === other.inode && one.born === other.born;

const statOf = (path: string): BigIntStats | undefined => statSync(path, { bigint: true, throwIfNoEntry: false });

const lengthOf = (stats: BigIntStats | undefined): number => Number(stats?.size ?? 0n);

/**
 * The database file and its write-ahead log, seen past SQLite. Both are asked for by their names, since a file without a name
 * takes everything that is written and keeps nothing.
 *
 * The file is opened before SQLite opens it and closed after SQLite has closed it, never between: the system drops all locks
 * of a process on a file when it closes any descriptor of it (https://sqlite.org/howtocorrupt.html#_posix_advisory_locks_canceled_by_a_separate_thread_doing_close_).
 */
export class OpenedFiles {
  readonly path: string;
  readonly #file: number;
  readonly #database: FileIdentity;
  #log: FileIdentity | null = null;
  #walBytes = 0;
  #written = '';

  constructor(path: string) {
    this.path = path;
    this.#file = openSync(path, 'r');
    this.#database = identityOf(fstatSync(this.#file, { bigint: true }));
    this.#lookAtLog(statOf(`${path}-wal`));
  }

  get identity(): FileIdentity {
    return this.#database;
  }

  get hasLog(): boolean {
    return this.#log !== null;
  }

  /** When last looked. */
  get walBytes(): number {
    return this.#walBytes;
  }

  /** Throws DisplacedDatabaseError. Says whether the database file was written to since last asked. */
  look(): { isWritten: boolean } {
    const database = statOf(this.path);
    const log = statOf(`${this.path}-wal`);
    if (database === undefined || !isSame(identityOf(database), this.#database)) throw DisplacedDatabaseError.of(this.path);
    this.#lookAtLog(log);
    const written = `${database.mtimeNs} ${database.size}`;
    const isWritten = written !== this.#written;
    this.#written = written;
    return { isWritten };
  }

  /** Fewer bytes where the file ends before. */
  readAt(position: number, length: number): Buffer {
    const bytes = Buffer.alloc(length);
    return bytes.subarray(0, readSync(this.#file, bytes, 0, length, position));
  }

  close(): void {
    closeSync(this.#file);
  }

  /** SQLite makes the log when it first needs it and keeps it until the last connection ends. */
  #lookAtLog(log: BigIntStats | undefined): void {
    const known = this.#log;
    if (known !== null && (log === undefined || !isSame(identityOf(log), known))) throw DisplacedDatabaseError.of(`${this.path}-wal`);
    this.#log = log === undefined ? null : identityOf(log);
    this.#walBytes = lengthOf(log);
  }
}
