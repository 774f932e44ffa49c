import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { SECRETS_FILE } from '../identity/secrets.ts';
import { StartupError } from './startup-error.ts';

export const DATABASE_FILE = 'watek.db';
const OWNER_ONLY = 0o700;
const FILES = [DATABASE_FILE, `${DATABASE_FILE}-wal`, `${DATABASE_FILE}-shm`, SECRETS_FILE];

/** Makes the folder where there is none. Throws a StartupError where it, or what it holds, cannot be read and written. */
export function prepareDataFolder(dataDir: string): void {
  try {
    make(resolve(dataDir));
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    for (const path of FILES.map((file) => join(dataDir, file)).filter((file) => existsSync(file))) accessSync(path, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw StartupError.ofDataFolder(dataDir, error);
  }
}

/** One by one: Node's own `recursive` never ends where a file system answers ENOENT, as /proc does. */
function make(folder: string): void {
  if (existsSync(folder)) return requireFolder(folder);
  make(dirname(folder));
  mkdirSync(folder, { mode: OWNER_ONLY });
}

function requireFolder(path: string): void {
  if (!statSync(path).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
}
