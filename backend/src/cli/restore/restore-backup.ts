import { chmodSync, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DATABASE_FILE, prepareDataFolder } from '../../app/data-folder.ts';
import { SECRETS_FILE, readSecretsFile } from '../../identity/secrets.ts';
import { beginAnew } from '../../store/sqlite/copies/begin-anew.ts';
import { checkCopy, type DatabaseContents } from '../../store/sqlite/copies/check-copy.ts';
import { syncFile, syncFolder } from '../../store/sqlite/files/durable.ts';
import { WriterLock } from '../../store/sqlite/writer-lock.ts';
import { secretsBeside } from '../backup/backup-files.ts';
import { readChecksum, sha256Of } from '../backup/checksum.ts';
import { CliError } from '../cli-error.ts';
import { giveToOwner, setAside } from './set-aside.ts';

const OWNER_ONLY = 0o600;
const STAGED = '.restoring';
const LOG_FILES = ['-wal', '-shm'];

export interface RestoreOrder {
  file: string;
  dataDir: string;
  withSecrets: boolean;
  force: boolean;
  now: Date;
}

export interface Restored extends DatabaseContents {
  database: string;
  /** The folder that holds what was there before; null where nothing was. */
  aside: string | null;
  /** Whether there was a checksum beside the backup; it fits. */
  hasChecksum: boolean;
}

/** All is prepared and checked beside the old files; then one change of a name puts it into place. Throws a CliError. */
export function restoreBackup(order: RestoreOrder): Restored {
  requireBackup(order);
  prepareDataFolder(order.dataDir);
  const database = join(order.dataDir, DATABASE_FILE);
  const lock = WriterLock.take(database);
  try {
    giveToOwner(`${database}.lock`);
    return restoreLocked(order, database);
  } finally {
    lock.release();
  }
}

function restoreLocked(order: RestoreOrder, database: string): Restored {
  const secrets = join(order.dataDir, SECRETS_FILE);
  requireRoom(order, order.withSecrets ? [database, secrets] : [database]);
  const staged = `${database}${STAGED}`;
  const stagedSecrets = `${secrets}${STAGED}`;
  try {
    stage(order.file, staged);
    const checksum = readChecksum(order.file);
    const contents = prepared({ file: order.file, staged, checksum });
    if (order.withSecrets) stage(secretsBeside(order.file), stagedSecrets);
    const aside = setAside([database, ...LOG_FILES.map((end) => `${database}${end}`), ...(order.withSecrets ? [secrets] : [])], order.now);
    if (order.withSecrets) renameSync(stagedSecrets, secrets);
    takePlace(staged, database);
    return { database, aside, hasChecksum: checksum !== null, ...contents };
  } finally {
    for (const path of [staged, `${staged}-journal`, stagedSecrets]) rmSync(path, { force: true });
  }
}

function requireBackup({ file, withSecrets }: RestoreOrder): void {
  for (const path of withSecrets ? [file, secretsBeside(file)] : [file]) {
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new CliError(`There is no file ${path}.`);
  }
  if (withSecrets) readSecretsFile(secretsBeside(file));
  const log = statSync(`${file}-wal`, { throwIfNoEntry: false });
  if (log && log.size > 0) throw new CliError(`${file} has a write-ahead log beside it: it is no backup, but a database that was in use. Make a backup of it with "watek backup".`);
}

function requireRoom({ dataDir, force }: RestoreOrder, paths: readonly string[]): void {
  const there = paths.find((path) => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 0);
  if (there !== undefined && !force) throw new CliError(`${there} is there already. With --force it is moved into a folder of its own in ${dataDir}, and the backup takes its place.`);
}

function stage(from: string, to: string): void {
  rmSync(to, { force: true });
  copyFileSync(from, to);
  chmodSync(to, OWNER_ONLY);
  giveToOwner(to);
  syncFile(to);
}

function prepared({ file, staged, checksum }: { file: string; staged: string; checksum: string | null }): DatabaseContents {
  const checked = checkCopy(staged);
  const isOther = checksum !== null && checksum !== sha256Of(staged);
  if (!checked.sound) throw unsound(file, checked.reason);
  if (isOther) throw unsound(file, 'its SHA-256 is not the one beside it');
  beginAnew(staged);
  return checked.contents;
}

const unsound = (file: string, reason: string) => new CliError(`${file} does not verify: ${reason}. Nothing was changed. Take another backup.`);

/**
 * The name first, the old log after it: a server that starts after a death in between finds the log of another database, says so
 * and changes nothing. The other way round it would open the old database without what was said last.
 */
function takePlace(staged: string, database: string): void {
  renameSync(staged, database);
  syncFolder(dirname(database));
  for (const log of LOG_FILES.map((end) => `${database}${end}`).filter((path) => existsSync(path))) rmSync(log);
  syncFolder(dirname(database));
}
