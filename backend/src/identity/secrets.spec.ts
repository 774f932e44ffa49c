import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSecrets } from './secrets.ts';

describe('readSecrets', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'watek-secrets-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('makes them once, readable by their owner alone', () => {
    const first = readSecrets(folder);

    expect(readSecrets(folder)).toEqual(first);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('makes other secrets for another folder', () => {
    expect(readSecrets(join(folder, 'a')).sessionKey).not.toEqual(readSecrets(join(folder, 'b')).sessionKey);
  });

  it.each(['', '{}', '{"sessionKey":"c2hvcnQ="}', 'no json'])('refuses a damaged file (%j) and leaves it alone', (text) => {
    const path = join(folder, 'secrets.json');
    writeFileSync(path, text);

    expect(() => readSecrets(folder)).toThrow(/secrets\.json is damaged/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
