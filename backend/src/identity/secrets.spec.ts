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

  it('adds a key for push to a file from before it, and keeps the rest', () => {
    const path = join(folder, 'secrets.json');
    const sessionKey = Buffer.alloc(32, 7).toString('base64');
    writeFileSync(path, JSON.stringify({ sessionKey }), { mode: 0o600 });

    const first = readSecrets(folder);

    expect(first.sessionKey.toString('base64')).toBe(sessionKey);
    expect(readSecrets(folder)).toEqual(first);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{}', '{"sessionKey":"BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=","pushKey":{}}', '{"sessionKey":"c2hvcnQ="}', 'no json'])('refuses a damaged file (%j) and leaves it alone', (text) => {
    const path = join(folder, 'secrets.json');
    writeFileSync(path, text);

    expect(() => readSecrets(folder)).toThrow(/secrets\.json is damaged/);
    expect(readFileSync(path, 'utf8')).toBe(text);
  });
});
