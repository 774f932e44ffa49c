import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { StorageFailure } from '../store.ts';

/** Primary result codes of SQLite: https://sqlite.org/rescode.html */
const SQLITE = { busy: 5, ioError: 10, corrupt: 11, full: 13, notADatabase: 26 };
const UNIQUE_VIOLATIONS = [2067, 1555];
const NEARLY_NOTHING_BYTES = 64 * 1024;

/** The extended result code; 0 for what is not SQLite's error. */
function resultCode(error: unknown): number {
  const code = typeof error === 'object' && error !== null && 'errcode' in error ? error.errcode : 0;
  return typeof code === 'number' ? code : 0;
}

const primary = (error: unknown): number => resultCode(error) & 0xff;

export function isUniqueViolation(error: unknown): boolean {
  return UNIQUE_VIOLATIONS.includes(resultCode(error));
}

export function isDamage(error: unknown): boolean {
  return [SQLITE.corrupt, SQLITE.notADatabase].includes(primary(error));
}

export function isLocked(error: unknown): boolean {
  return primary(error) === SQLITE.busy;
}

/** A full disk shows as SQLITE_FULL where a write fails, but as an I/O error where syncing or mapping does. */
export function storageFailure(error: unknown, path: string): StorageFailure {
  const full = primary(error) === SQLITE.full || (primary(error) === SQLITE.ioError && diskIsFull(path));
  return full ? 'STORAGE_FULL' : 'STORAGE_FAILED';
}

function diskIsFull(path: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dirname(path));
    return bavail * bsize < NEARLY_NOTHING_BYTES;
  } catch {
    return false;
  }
}
