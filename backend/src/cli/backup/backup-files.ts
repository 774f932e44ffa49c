import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { DATABASE_FILE } from '../../app/data-folder.ts';
import { CliError, EXIT } from '../cli-error.ts';

/** The secrets of a backup lie beside it. */
export const secretsBeside = (backup: string): string => `${backup}.secrets.json`;

/** A name that says when, and sorts by it, also on file systems without colons. */
export const timeInName = (now: Date): string => now.toISOString().slice(0, 19).replaceAll(':', '-');

/** Of a folder: a file in it with the time in its name. */
export function backupFile(target: string, now: Date): string {
  const path = resolve(target);
  return isFolder(path) ? join(path, `watek-${timeInName(now)}Z.db`) : path;
}

/** Throws a CliError: what the server itself works with is no place for a backup. */
export function requirePlace(file: string, { dataDir, force }: { dataDir: string; force: boolean }): void {
  const folder = dirname(file);
  if (!existsSync(folder)) throw new CliError(`There is no folder ${folder}. Make it first, or choose another.`);
  if (realpathSync(folder) === realpathSync(dataDir) && basename(file).startsWith(DATABASE_FILE)) {
    throw new CliError(`${file} is the server's own. Choose another name.`, EXIT.wrongUse);
  }
  if (existsSync(file) && !force) throw new CliError(`${file} is there already. Choose another name, or write over it with --force.`);
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
