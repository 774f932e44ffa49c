import { chownSync, constants, copyFileSync, existsSync, linkSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { syncFile, syncFolder } from '../../store/sqlite/files/durable.ts';
import { timeInName } from '../backup/backup-files.ts';

const OWNER_ONLY_FOLDER = 0o700;

/** Gives the files that are there a second name in a new folder beside them. null where there is none. Nothing is taken away. */
export function setAside(paths: readonly string[], now: Date): string | null {
  const found = paths.filter((path) => existsSync(path));
  const [first] = found;
  if (first === undefined) return null;
  const dataDir = dirname(first);
  const folder = newFolder(join(dataDir, `before-restore-${timeInName(now)}Z`));
  for (const path of found) linkOrCopy(path, join(folder, basename(path)));
  giveToOwner(folder);
  syncFolder(folder);
  syncFolder(dataDir);
  return folder;
}

/** What an administrator of the machine makes belongs to whoever owns the folder: the server has to read it. */
export function giveToOwner(path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  chownSync(path, uid, gid);
}

/** Two restores within a second do not share one. */
function newFolder(path: string, again = 1): string {
  const name = again === 1 ? path : `${path}-${again}`;
  if (existsSync(name)) return newFolder(path, again + 1);
  mkdirSync(name, { mode: OWNER_ONLY_FOLDER });
  return name;
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    // Some file systems have no links.
    copyFileSync(from, to, constants.COPYFILE_EXCL);
    syncFile(to);
  }
}
