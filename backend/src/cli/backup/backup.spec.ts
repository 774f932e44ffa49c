import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openWriter } from '../../store/sqlite/open.ts';
import { appendOf, messages } from '../../store/sqlite/store.test-kit.ts';
import { dataFolderWith, folder, ran } from '../cli.test-kit.ts';

describe('watek backup', () => {
  it('writes one file that is whole, readable by its owner alone, and says what is in it', async () => {
    using data = dataFolderWith(500);
    using to = folder();

    const { code, out } = await ran('backup', to.in('a.db'), '--data', data.path, '--json');

    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, file: to.in('a.db'), secrets: null, rooms: 1, events: 500, messages: 500 });
    expect(readdirSync(to.path).sort()).toEqual(['a.db', 'a.db.sha256']);
    expect(statSync(to.in('a.db')).mode & 0o077).toBe(0);
  });

  it('holds what was committed before it began, and nothing half, while others write', async () => {
    using data = dataFolderWith(500);
    using to = folder();
    const writer = openWriter({ path: data.in('watek.db') });
    const making = ran('backup', to.in('a.db'), '--data', data.path, '--json');

    for (let seq = 501; seq <= 700; seq += 10) {
      writer.append(appendOf(messages(seq, seq + 9)));
      await new Promise(setImmediate);
    }
    const { code, out } = await making;
    writer.close();

    expect(code).toBe(0);
    expect((JSON.parse(out) as { messages: number }).messages).toBeGreaterThanOrEqual(500);
  });

  it('makes a file with the time in its name in a folder, and takes the secrets where asked to', async () => {
    using data = dataFolderWith(1);
    using to = folder();

    const { out } = await ran('backup', to.path, '--data', data.path, '--with-secrets');
    const [database = '', secrets = '', checksum = ''] = readdirSync(to.path).sort();

    expect(database).toMatch(/^watek-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.db$/u);
    expect(secrets).toBe(`${database}.secrets.json`);
    expect(readFileSync(join(to.path, checksum), 'utf8')).toMatch(new RegExp(`^[0-9a-f]{64}  ${database}\n$`, 'u'));
    expect(readFileSync(join(to.path, secrets))).toEqual(readFileSync(data.in('secrets.json')));
    expect(out).toMatch(/1 room, 1 message, .*checked/u);
  });

  it('writes over nothing without --force', async () => {
    using data = dataFolderWith(3);
    using to = folder();
    writeFileSync(to.in('a.db'), 'precious');

    const refused = await ran('backup', to.in('a.db'), '--data', data.path);
    const kept = readFileSync(to.in('a.db'), 'utf8');
    const forced = await ran('backup', to.in('a.db'), '--data', data.path, '--force');

    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('--force') as string });
    expect(kept).toBe('precious');
    expect(forced.code).toBe(0);
    expect(readdirSync(to.path).sort()).toEqual(['a.db', 'a.db.sha256']);
  });

  it("never takes the place of the server's own files", async () => {
    using data = dataFolderWith(3);

    const { code, err } = await ran('backup', data.in('watek.db'), '--data', data.path, '--force');

    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining("the server's own") as string });
  });

  it('keeps no copy of a database whose numbers have a hole', async () => {
    using data = dataFolderWith(10);
    using to = folder();
    const database = new DatabaseSync(data.in('watek.db'));
    database.exec('DELETE FROM events WHERE seq = 5');
    database.close();

    const { code, err } = await ran('backup', to.in('a.db'), '--data', data.path);

    expect({ code, err }).toEqual({ code: 1, err: expect.stringMatching(/does not verify.*room r1/u) as string });
    expect(readdirSync(to.path)).toEqual([]);
  });

  it.each([
    ['an empty data folder', 'a.db', /There is no watek\.db/u],
    ['a folder that is missing', 'no/where/a.db', /There is no folder/u],
  ])('says what is wrong with %s', async (_, target, expected) => {
    using data = target === 'a.db' ? folder() : dataFolderWith(1);
    using to = folder();

    expect(await ran('backup', to.in(target), '--data', data.path)).toEqual({ code: 1, out: '', err: expect.stringMatching(expected) as string });
  });
});

describe('the command line', () => {
  it.each([
    [[], 2],
    [['backup'], 2],
    [['backup', 'a', '--nonsense'], 2],
    [['nonsense'], 2],
    [['--help'], 0],
    [['backup', '--help'], 0],
  ])('%j ends with %i', async (args, code) => {
    expect((await ran(...args)).code).toBe(code);
  });

  it('gives examples, and one JSON object also of a failure', async () => {
    using data = folder();

    expect((await ran('backup', '--help')).out).toContain('Examples:');
    expect(JSON.parse((await ran('backup', data.in('a.db'), '--data', data.path, '--json')).out)).toMatchObject({ ok: false });
  });
});
