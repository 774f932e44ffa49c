import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { openReader, openWriter } from '../../store/sqlite/open.ts';
import { dataFolderWith, type Folder, folder, ran } from '../cli.test-kit.ts';

async function backupOf(count: number, to: Folder): Promise<string> {
  using data = dataFolderWith(count);
  const file = to.in('a.db');
  await ran('backup', file, '--data', data.path, '--with-secrets');
  return file;
}

function roomIn(data: Folder) {
  const reader = openReader({ path: data.in('watek.db') });
  const room = reader.room('r1', null);
  reader.close();
  return room;
}

describe('watek restore', () => {
  it('puts a backup into an empty folder, with all its numbers and another epoch', async () => {
    using to = folder();
    using data = folder();
    const file = await backupOf(300, to);

    const { code, out } = await ran('restore', file, '--data', data.in('new'), '--with-secrets', '--json');
    const database = data.in('new/watek.db');
    const reader = openReader({ path: database });
    const room = reader.room('r1', null);
    reader.close();

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, database, aside: null, rooms: 1, messages: 300 });
    expect(room).toMatchObject({ head: 300, lastOrdinal: 300 });
    expect(room?.epoch).not.toBe('e1');
    expect(readFileSync(data.in('new/secrets.json'))).toEqual(readFileSync(`${file}.secrets.json`));
    expect(statSync(database).mode & 0o077).toBe(0);
  });

  it('moves what is there aside with --force, and leaves it alone without', async () => {
    using to = folder();
    using data = dataFolderWith(7);
    const file = await backupOf(300, to);

    const refused = await ran('restore', file, '--data', data.path);
    const before = roomIn(data);
    const { out } = await ran('restore', file, '--data', data.path, '--force', '--json');
    const { aside } = JSON.parse(out) as { aside: string };
    using old = new DatabaseSync(`${aside}/watek.db`);

    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('--force') as string });
    expect(before?.head).toBe(7);
    expect(roomIn(data)?.head).toBe(300);
    expect(old.prepare('SELECT last_seq AS head FROM rooms').get()).toEqual({ head: 7 });
  });

  it('takes the old log out of the way, so that it is not mixed with the backup', async () => {
    using to = folder();
    using data = dataFolderWith(7);
    const file = await backupOf(300, to);
    writeFileSync(data.in('watek.db-wal'), Buffer.alloc(5_000, 1));

    const { out } = await ran('restore', file, '--data', data.path, '--force', '--json');
    openWriter({ path: data.in('watek.db') }).close();

    expect(roomIn(data)?.head).toBe(300);
    expect(readdirSync((JSON.parse(out) as { aside: string }).aside).sort()).toEqual(['watek.db', 'watek.db-wal']);
  });

  it('refuses a folder that a server works on', async () => {
    using to = folder();
    using data = dataFolderWith(7);
    const file = await backupOf(3, to);
    const server = openWriter({ path: data.in('watek.db') });

    const { code, err } = await ran('restore', file, '--data', data.path, '--force');
    server.close();

    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/in use by another server.*Stop/u) as string });
    expect(roomIn(data)?.head).toBe(7);
  });

  it.each<[string, (file: string) => void, RegExp]>([
    ['flipped bytes', (file) => flip(file), /does not verify/u],
    ['a letter that became another one', (file) => replaceText(file, 'text 200', 'test 200'), /does not verify.*SHA-256/u],
    ['a hole in its numbers', (file) => sql(file, 'DELETE FROM events WHERE seq = 5'), /does not verify.*room r1/u],
    ['a newer schema', (file) => sql(file, 'PRAGMA user_version = 999'), /does not verify.*newer version/u],
    ['another program', (file) => sql(file, 'PRAGMA application_id = 1'), /does not verify.*no database of Wątek/u],
    ['no bytes', (file) => writeFileSync(file, ''), /does not verify/u],
    ['a log beside it', (file) => writeFileSync(`${file}-wal`, 'x'), /write-ahead log beside it/u],
    ['damaged secrets', (file) => writeFileSync(`${file}.secrets.json`, '{}'), /secrets\.json is damaged/u],
  ])('refuses a backup with %s, and changes nothing', async (_, damage, expected) => {
    using to = folder();
    using data = dataFolderWith(7);
    const file = await backupOf(300, to);
    const before = readFileSync(data.in('watek.db'));
    damage(file);

    const { code, err } = await ran('restore', file, '--data', data.path, '--force', '--with-secrets');

    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(expected) as string });
    expect(readFileSync(data.in('watek.db')).equals(before)).toBe(true);
    expect(readdirSync(data.path).filter((name) => /restor/u.test(name))).toEqual([]);
  });

  it('takes a backup without a checksum, and says so', async () => {
    using to = folder();
    using data = folder();
    const file = await backupOf(3, to);
    rmSync(`${file}.sha256`);

    const { code, out } = await ran('restore', file, '--data', data.path);

    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining('no checksum') as string });
  });

  it('says that there is no such file', async () => {
    using data = folder();
    mkdirSync(data.in('a.db'));

    expect((await ran('restore', data.in('a.db'), '--data', data.path)).err).toContain('There is no file');
    expect(existsSync(data.in('watek.db'))).toBe(false);
  });
});

function sql(path: string, text: string): void {
  using database = new DatabaseSync(path);
  database.exec(text);
}

function replaceText(path: string, from: string, to: string): void {
  const bytes = readFileSync(path);
  bytes.write(to, bytes.indexOf(from));
  writeFileSync(path, bytes);
}

/** In the middle, a whole page of it. */
function flip(path: string): void {
  const bytes = readFileSync(path);
  bytes.fill(0xa5, 4_096 * 6, 4_096 * 7);
  writeFileSync(path, bytes);
}
