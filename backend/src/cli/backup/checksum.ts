import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { syncFile } from '../../store/sqlite/files/durable.ts';

const CHUNK_BYTES = 1024 * 1024;

/** Beside a backup, in the words of `sha256sum`. SQLite notices what makes no sense as a database, and not a letter that is another one. */
export const checksumBeside = (backup: string): string => `${backup}.sha256`;

/** On disk when it returns. */
export function writeChecksum(path: string, { sum, backup }: { sum: string; backup: string }): void {
  writeFileSync(path, `${sum}  ${basename(backup)}\n`);
  syncFile(path);
}

/** null where there is none beside the backup. */
export function readChecksum(backup: string): string | null {
  const path = checksumBeside(backup);
  return existsSync(path) ? (readFileSync(path, 'utf8').split(/\s/u)[0] ?? '') : null;
}

export function sha256Of(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
