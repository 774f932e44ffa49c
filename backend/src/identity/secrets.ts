import { generateKeyPairSync, randomBytes, type webcrypto } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const SECRETS_FILE = 'secrets.json';
const KEY_BYTES = 32;
const OWNER_ONLY = 0o600;
const OWNER_ONLY_FOLDER = 0o700;

export interface Secrets {
  /** Keys the hashes under which session tokens are stored. */
  sessionKey: Buffer;
  /** A private key on P-256, by which push services know this server (VAPID). Browsers are subscribed to it: another one loses them all. */
  pushKey: webcrypto.JsonWebKey;
}

/** The message is for the operator: it names the file and says what to do. */
export class UnusableSecretsError extends Error {
  override name = 'UnusableSecretsError';
}

/** Reads the secrets of a data folder, and makes folder and secrets on first start. Never replaces a file it cannot read. */
export function readSecrets(dataDir: string): Secrets {
  mkdirSync(dataDir, { recursive: true, mode: OWNER_ONLY_FOLDER });
  const path = join(dataDir, SECRETS_FILE);
  if (!existsSync(path)) writeFileSync(path, JSON.stringify({ sessionKey: randomBytes(KEY_BYTES).toString('base64'), pushKey: newPushKey() }), { mode: OWNER_ONLY, flag: 'wx' });
  const kept = parse(readFileSync(path, 'utf8'), path);
  const sessionKey = Buffer.from(kept.sessionKey, 'base64');
  return { sessionKey, pushKey: kept.pushKey ?? added(path, { ...kept, pushKey: newPushKey() }).pushKey };
}

/** Changes nothing. Throws an UnusableSecretsError where the file is damaged. */
export function readSecretsFile(path: string): void {
  parse(readFileSync(path, 'utf8'), path);
}

interface Kept {
  sessionKey: string;
  /** Files from before push have none. */
  pushKey?: webcrypto.JsonWebKey;
}

function parse(text: string, path: string): Kept {
  try {
    const kept = JSON.parse(text) as Partial<Kept>;
    if (typeof kept.sessionKey === 'string' && Buffer.from(kept.sessionKey, 'base64').length === KEY_BYTES && isWhole(kept.pushKey)) return kept as Kept;
  } catch {
    // Said below, as of every other damage.
  }
  throw new UnusableSecretsError(`DATA_DIR: ${path} is damaged. Restore it from a backup, or delete it: everybody then has to enter anew.`);
}

function isWhole(key: webcrypto.JsonWebKey | undefined): boolean {
  return key === undefined || [key.x, key.y, key.d].every((part) => typeof part === 'string');
}

/** Whole or not at all, also where the process dies in between. */
function added<K extends Kept>(path: string, kept: K): K {
  writeFileSync(`${path}.new`, JSON.stringify(kept), { mode: OWNER_ONLY });
  renameSync(`${path}.new`, path);
  return kept;
}

function newPushKey(): webcrypto.JsonWebKey {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
}
