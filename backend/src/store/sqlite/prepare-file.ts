import { closeSync, openSync, readSync } from 'node:fs';
import { UnusableDatabaseError } from './unusable-database.ts';

const OWNER_ONLY = 0o600;
const MAGIC = 'SQLite format 3\0';

/** Makes the file where there is none. SQLite takes a file of a few bytes for an empty database and would write over it. */
export function prepareFile(path: string): void {
  const beginning = Buffer.alloc(MAGIC.length);
  const file = openSync(path, 'a+', OWNER_ONLY);
  const length = readSync(file, beginning, 0, MAGIC.length, 0);
  closeSync(file);
  if (length > 0 && beginning.toString('latin1') !== MAGIC) throw UnusableDatabaseError.damaged(path, 'its first bytes are not those of a database');
}
