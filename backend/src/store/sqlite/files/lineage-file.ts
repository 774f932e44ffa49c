import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { syncFolder } from './durable.ts';
import { type FileIdentity, identityOf, isSame } from './opened-files.ts';

const OWNER_ONLY = 0o600;

export interface LineageRecord {
  /** What the database file may bear, in hex: the newest mark, and the one before it while the change is under way. */
  marks: string[];
  /** The number of the page that bears it. */
  page: number;
  /** `open`: a server has the database open, or died while it had. */
  state: 'open' | 'closed';
  database: FileIdentity;
  /** Of this file itself: a copy has the words of the original and another identity. */
  self: FileIdentity;
}

/** `<database>.lineage`: made anew with every change, so that no copy of it, into its place or elsewhere, has its identity. */
export class LineageFile {
  readonly #path: string;

  constructor(databasePath: string) {
    this.#path = `${databasePath}.lineage`;
  }

  /** null where there is none, or none that can be understood. */
  read(): LineageRecord | null {
    try {
      return parsed(readFileSync(this.#path, 'utf8'));
    } catch {
      return null;
    }
  }

  isOriginal({ self }: LineageRecord): boolean {
    return isSame(identityOf(statSync(this.#path, { bigint: true })), self);
  }

  /** On disk when it returns. */
  write(record: Omit<LineageRecord, 'self'>): void {
    const fresh = `${this.#path}.new`;
    rmSync(fresh, { force: true });
    const file = openSync(fresh, 'wx', OWNER_ONLY);
    try {
      const self = identityOf(fstatSync(file, { bigint: true }));
      writeSync(file, `${JSON.stringify({ ...record, self } satisfies LineageRecord)}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(fresh, this.#path);
    syncFolder(dirname(this.#path));
  }

  remove(): void {
    rmSync(this.#path, { force: true });
    syncFolder(dirname(this.#path));
  }
}

/** Throws where the words are not those of a record. */
function parsed(text: string): LineageRecord {
  const { marks, page, state, database, self } = JSON.parse(text) as LineageRecord;
  const isSound = Array.isArray(marks) && Number.isSafeInteger(page) && typeof database.inode === 'string' && typeof self.inode === 'string';
  if (!isSound) throw new TypeError('No record of a lineage');
  return { marks, page, state, database, self };
}
