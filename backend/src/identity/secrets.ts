import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'secrets.json';
const KEY_BYTES = 32;
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

export interface Secrets {
  /** Keys the hashes under which session tokens are stored. */
  sessionKey: Buffer;
}

/** The message is for the operator: it names the file and says what to do. */
export class UnusableSecretsError extends Error {
  override name = 'UnusableSecretsError';
}

/** Reads the secrets of a data folder, and makes folder and secrets on first start. Never replaces a file it cannot read. */
export function readSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true, mode: OWNER_ONLY_FOLDER });
  const path = join(dataDir, FILE);
  if (!existsSync(path)) {
    const fresh = JSON.stringify({ sessionKey: randomBytes(KEY_BYTES).toString('base64') });
    writeFileSync(path, fresh, { mode: OWNER_ONLY, flag: 'wx' });
  }
  return parse(readFileSync(path, 'utf8'), path);
}

function parse(text: string, path: string): Secrets {
  const sessionKey = Buffer.from(sessionKeyIn(text), 'base64');
  if (sessionKey.length === KEY_BYTES) return { sessionKey };
  throw new UnusableSecretsError(`DATA_DIR: ${path} is damaged. Restore it from a backup, or delete it: everybody then has to enter anew.`);
}

function sessionKeyIn(text: string): string {
  try {
    const { sessionKey } = JSON.parse(text) as { sessionKey?: unknown };
    return typeof sessionKey === 'string' ? sessionKey : '';
  } catch {
    return '';
  }
}
