import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { openReader, openWriter } from './open.ts';
import { requireSafeSqlite } from './sqlite-version.ts';
import { appendOf, dataFolder, messages, newRoom } from './store.test-kit.ts';
import { UnusableDatabaseError } from './unusable-database.ts';

function withDatabase(path: string): void {
  const writer = openWriter({ path });
  writer.createRoom(newRoom());
  writer.append(appendOf(messages(1, 500)));
  writer.close();
}

function sql(path: string, text: string): void {
  const database = new DatabaseSync(path);
  database.exec(text);
  database.close();
}

function refusal(open: () => unknown): Error {
  try {
    open();
  } catch (error) {
    return error as Error;
  }
  throw new Error('it was opened');
}

describe('opening a database', () => {
  it('makes one where there is none, readable by its owner alone', () => {
    using folder = dataFolder();

    openWriter(folder).close();

    expect(statSync(folder.path).mode & 0o077).toBe(0);
    openReader(folder).close();
  });

  it('finds everything again', () => {
    using folder = dataFolder();
    withDatabase(folder.path);

    openWriter(folder).close();
    const reader = openReader(folder);

    expect(reader.room('r1', null)).toMatchObject({ head: 500, lastOrdinal: 500 });
    reader.close();
  });

  it.each<[string, (path: string) => void, RegExp]>([
    ['text', (path) => writeFileSync(path, 'This is no database.\n'.repeat(100)), /damaged or no database/],
    ['a few bytes', (path) => writeFileSync(path, 'x'), /damaged or no database/],
    ['a database that was cut off', (path) => (withDatabase(path), truncateSync(path, 8_192)), /damaged or no database/],
    ['a database of another program', (path) => sql(path, 'CREATE TABLE t (a)'), /another program/],
    ['a database made by a newer version', (path) => (withDatabase(path), sql(path, 'PRAGMA user_version = 999')), /newer version/],
    ['a database without one of its tables', (path) => (withDatabase(path), sql(path, 'DROP TABLE messages')), /cannot be opened/],
  ])('refuses %s, names the file, and leaves it as it is', (_, prepare, message) => {
    using folder = dataFolder();
    prepare(folder.path);
    copyFileSync(folder.path, `${folder.path}.before`);

    const error = refusal(() => openWriter(folder));

    expect(error).toBeInstanceOf(UnusableDatabaseError);
    expect(error.message).toMatch(message);
    expect(error.message).toContain(folder.path);
    expect(readFileSync(folder.path).equals(readFileSync(`${folder.path}.before`))).toBe(true);
  });

  it('refuses a path in a folder that is missing', () => {
    using folder = dataFolder();
    const path = `${folder.path}/below/watek.db`;

    expect(refusal(() => openWriter({ path })).message).toContain(path);
  });

  it('reads no database that no writer has made', () => {
    using folder = dataFolder();

    expect(refusal(() => openReader(folder))).toBeInstanceOf(UnusableDatabaseError);
    writeFileSync(folder.path, '');
    expect(refusal(() => openReader(folder)).message).toMatch(/not up to date/);
  });
});

describe('the version of SQLite', () => {
  it.each(['3.51.3', '3.51.10', '3.53.4', '4.0.0'])('%s will do', (version) => {
    expect(() => requireSafeSqlite(version)).not.toThrow();
  });

  it.each(['3.51.2', '3.45.9', '2.99.99', undefined])('%s is refused', (version) => {
    expect(() => requireSafeSqlite(version)).toThrow(/3\.51\.3 or newer/);
  });
});
