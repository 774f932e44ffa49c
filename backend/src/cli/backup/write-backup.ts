import { closeSync, copyFileSync, existsSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DATABASE_FILE } from '../../app/data-folder.ts';
import { SECRETS_FILE } from '../../identity/secrets.ts';
import { checkCopy, type DatabaseContents } from '../../store/sqlite/copies/check-copy.ts';
import { copyOnline } from '../../store/sqlite/copies/copy-online.ts';
import type { CopyProgress } from '../../store/sqlite/database.ts';
import { syncFile, syncFolder } from '../../store/sqlite/files/durable.ts';
import { CliError } from '../cli-error.ts';
import { requirePlace, secretsBeside } from './backup-files.ts';
import { checksumBeside, sha256Of, writeChecksum } from './checksum.ts';

const OWNER_ONLY = 0o600;

export interface BackupOrder {
  dataDir: string;
  file: string;
  withSecrets: boolean;
  force: boolean;
  onProgress: (progress: CopyProgress) => void;
}

export interface Backup extends DatabaseContents {
  file: string;
  secrets: string | null;
  sha256: string;
}

/** Whole and checked under its name, or not at all. The server may go on meanwhile. Throws a CliError. */
export async function writeBackup(order: BackupOrder): Promise<Backup> {
  const { file, withSecrets } = order;
  const secrets = withSecrets ? secretsBeside(file) : null;
  requireSource(order);
  for (const place of [file, secrets]) if (place !== null) requirePlace(place, order);
  const parts = partsOf(file);
  try {
    const contents = await checkedCopy(order, parts.database);
    if (secrets !== null) {
      copySecrets(order.dataDir, parts.secrets);
      place(parts.secrets, secrets, order);
    }
    const sha256 = sha256Of(parts.database);
    writeChecksum(parts.checksum, { sum: sha256, backup: file });
    // A backup without a checksum can be used, one with another's cannot.
    rmSync(checksumBeside(file), { force: true });
    place(parts.database, file, order);
    place(parts.checksum, checksumBeside(file), order);
    syncFolder(dirname(file));
    return { file, secrets, sha256, ...contents };
  } finally {
    removeParts(file);
  }
}

/** Also for whoever ends the process in the middle. */
export function removeParts(file: string): void {
  const { database, secrets, checksum } = partsOf(file);
  for (const part of [database, `${database}-journal`, secrets, checksum]) rmSync(part, { force: true });
}

/** One's own, so that two backups under one name do not write into each other. */
function partsOf(file: string): { database: string; secrets: string; checksum: string } {
  const part = (path: string) => `${path}.${process.pid}.part`;
  return { database: part(file), secrets: part(secretsBeside(file)), checksum: part(checksumBeside(file)) };
}

function requireSource({ dataDir, withSecrets }: BackupOrder): void {
  for (const name of withSecrets ? [DATABASE_FILE, SECRETS_FILE] : [DATABASE_FILE]) {
    if (!existsSync(join(dataDir, name))) throw new CliError(`There is no ${name} in ${dataDir}. Name the server's folder with --data or DATA_DIR.`);
  }
}

async function checkedCopy({ dataDir, onProgress }: BackupOrder, part: string): Promise<DatabaseContents> {
  closeSync(openSync(part, 'w', OWNER_ONLY));
  await copyOnline({ from: join(dataDir, DATABASE_FILE), to: part, onProgress });
  const checked = checkCopy(part);
  if (checked.sound) return checked.contents;
  throw new CliError(`The copy does not verify and was not kept: ${checked.reason}. The database may be damaged; keep your older backups.`);
}

function copySecrets(dataDir: string, part: string): void {
  closeSync(openSync(part, 'w', OWNER_ONLY));
  copyFileSync(join(dataDir, SECRETS_FILE), part);
  syncFile(part);
}

/** A link, unlike a new name, never takes the place of a file that came in between. */
function place(part: string, file: string, { force }: { force: boolean }): void {
  if (force) return renameSync(part, file);
  try {
    linkSync(part, file);
  } catch (error) {
    // Some file systems, such as those of memory sticks, have no links.
    if (existsSync(file)) throw error;
    renameSync(part, file);
  }
}
