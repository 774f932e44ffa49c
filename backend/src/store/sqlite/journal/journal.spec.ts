import { existsSync, writeFileSync } from 'node:fs';
import { BoundedBuffer } from '../../../concurrency/index.ts';
import { Database } from '../database.ts';
import { appendOf, dataFolder, messages, newRoom, posted, session } from '../store.test-kit.ts';
import { SqliteJournal } from './journal.ts';
import { appendOnThread, freshJournal, holdJournal, reading, type Round } from './journal.test-kit.ts';
import type { StorageTrouble } from '../../store.ts';
import { MAX_APPEND_BYTES } from '../../append-protocol.ts';
import { until } from '../../../../test/kit/until.ts';

const roomIds = (count: number): string[] => Array.from({ length: count }, (_, index) => `r${index + 1}`);
const oneEach = (from: number, to: number, roomId: string): Round[] =>
  messages(from, to).map((message) => ({ appends: [appendOf([message], roomId)] }));

describe('writing from the main thread', () => {
  it('answers what the store answers', async () => {
    await using store = await freshJournal();

    const room = await store.journal.write('createRoom', newRoom());
    const again = await store.journal.write('createRoom', newRoom({ id: 'r2', nameKey: 'r1' }));

    expect(room).toEqual({ kind: 'created', roomId: 'r1' });
    expect(again).toEqual({ kind: 'refused', code: 'NAME_TAKEN' });
    expect(reading(store.path, (reader) => reader.room('r1', null))).toMatchObject({ id: 'r1', head: 0 });
  });

  it('fails alone where the others of its transaction do not', async () => {
    await using store = await freshJournal();
    const letGo = await holdJournal(store.journal, store.path);

    const writes = [
      store.journal.write('createSession', session()),
      store.journal.write('createSession', session()),
      store.journal.write('createRoom', newRoom()),
    ];
    await letGo();
    const outcomes = await Promise.allSettled(writes);

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(outcomes[1]).toMatchObject({ reason: { name: 'StoreError', code: 'STORAGE_FAILED' } });
    expect(store.journal.stats().commits).toBe(2);
  });

  it('is refused at once when the buffer is full, and taken again when there is room', async () => {
    await using store = await freshJournal({ bufferBytes: 3 * 1024 * 1024 });
    const letGo = await holdJournal(store.journal, store.path);

    const long = 'x'.repeat(1024 * 1024);
    const writes = [1, 2, 3, 4].map((number) => store.journal.write('endSession', `${number}${long}`));
    const outcomes = Promise.allSettled(writes);
    const refused = await writes[2]?.catch((error: unknown) => error);
    await letGo();

    expect(refused).toMatchObject({ code: 'BUSY' });
    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
    await expect(store.journal.write('endSession', long)).resolves.toBeUndefined();
  });
});

describe('appending from room threads', () => {
  it('keeps every room dense while many append at the same time', async () => {
    await using store = await freshJournal();
    const rooms = roomIds(6);
    await Promise.all(rooms.map((id) => store.journal.write('createRoom', newRoom({ id }))));

    const threads = await Promise.all(rooms.map((id) => appendOnThread(store.journal, oneEach(1, 50, id))));

    expect(threads.flat().every(({ results }) => results[0]?.kind === 'committed')).toBe(true);
    for (const roomId of rooms) {
      const events = reading(store.path, (reader) => reader.events({ roomId, after: 0, limit: 100 }));
      expect(events).toEqual(messages(1, 50));
    }
    expect(store.journal.stats()).toMatchObject({ events: 300, failures: 0, waiting: 0 });
  });

  it('commits what waits in one transaction', async () => {
    await using store = await freshJournal();
    const rooms = roomIds(6);
    await Promise.all(rooms.map((id) => store.journal.write('createRoom', newRoom({ id }))));
    const before = store.journal.stats().commits;
    const letGo = await holdJournal(store.journal, store.path);

    const threads = rooms.map((id) => appendOnThread(store.journal, oneEach(1, 1, id)));
    await until(() => store.journal.stats().waiting === rooms.length);
    await letGo();
    await Promise.all(threads);

    const { commits, events, commitTimes } = store.journal.stats();
    expect(commits - before).toBe(2);
    expect(events).toBe(rooms.length);
    expect(commitTimes.buckets.reduce((sum, { count }) => sum + count, 0)).toBe(commits);
  });

  it('answers each append of a request', async () => {
    await using store = await freshJournal();
    await Promise.all(['r1', 'r2'].map((id) => store.journal.write('createRoom', newRoom({ id }))));
    const retry = appendOf([posted(3, { clientId: 'c1' }), posted(4)]);

    const rounds = await appendOnThread(store.journal, [
      { appends: [appendOf(messages(1, 2)), appendOf(messages(5, 6), 'r2'), appendOf(messages(1, 1), 'r2')] },
      { appends: [retry] },
    ]);

    expect(rounds.map(({ results }) => results.map(({ kind }) => kind))).toEqual([['committed', 'conflict', 'committed'], ['duplicates']]);
    expect(rounds[1]?.results[0]).toMatchObject({ first: [{ clientId: 'c1', seq: 1, ordinal: 1, id: 'm1' }] });
  });

  it('says when it has let go of the replies of a thread that is gone, though nothing is stored', async () => {
    await using store = await freshJournal();
    const commits = store.journal.stats().commits;
    store.journal.registerThread(1_001, BoundedBuffer.create(1_024).memory);

    await store.journal.unregisterThread(1_001);

    expect(store.journal.stats()).toMatchObject({ commits, waiting: 0 });
  });

  it('fails after the timeout, and takes no late answer for the next one', async () => {
    await using store = await freshJournal();
    await store.journal.write('createRoom', newRoom());
    const letGo = await holdJournal(store.journal, store.path);

    let first = true;
    const rounds = await appendOnThread(store.journal, [{ appends: [appendOf([posted(1)])], timeoutMs: 20 }, ...oneEach(1, 1, 'r1')], () => {
      if (first) void letGo();
      first = false;
    });

    expect(rounds.map(({ results }) => results)).toEqual([[{ kind: 'failed', code: 'STORAGE_FAILED' }], [{ kind: 'conflict' }]]);
  });

  it('takes a round that is longer than one request may be in several, and answers each append in its place', async () => {
    await using store = await freshJournal();
    const rooms = roomIds(5);
    for (const id of rooms.slice(0, 4)) await store.journal.write('createRoom', newRoom({ id }));
    const body = 'x'.repeat(Math.ceil(MAX_APPEND_BYTES / 4));

    const [round] = await appendOnThread(store.journal, [{ appends: rooms.map((id) => appendOf([posted(1, { body })], id)) }]);

    expect(round?.results.map(({ kind }) => kind)).toEqual(['committed', 'committed', 'committed', 'committed', 'conflict']);
  });

  it('fails a single append that is longer than a request may be, and the thread goes on', async () => {
    await using store = await freshJournal();
    await store.journal.write('createRoom', newRoom());

    const rounds = await appendOnThread(store.journal, [{ appends: [appendOf([posted(1, { body: 'x'.repeat(3_000_000) })])] }, ...oneEach(1, 1, 'r1')]);

    expect(rounds.map(({ results }) => results)).toEqual([[{ kind: 'failed', code: 'STORAGE_FAILED' }], [{ kind: 'committed' }]]);
  });

  it('fails while the disk is full, says so, and heals', async () => {
    await using store = await freshJournal({ maxPages: 400 });
    const troubles: StorageTrouble[] = [];
    store.journal.onTrouble((trouble) => troubles.push(trouble));
    await store.journal.write('createRoom', newRoom());
    const other = new Database({ path: store.path });
    other.exec('CREATE TABLE ballast (bytes BLOB) STRICT; INSERT INTO ballast VALUES (zeroblob(1400000))');
    const big = { appends: [appendOf(messages(1, 2_000))] };

    const [failed] = await appendOnThread(store.journal, [big]);
    other.exec('DROP TABLE ballast');
    other.close();
    const [healed] = await appendOnThread(store.journal, [big]);

    expect(failed?.results).toEqual([{ kind: 'failed', code: 'STORAGE_FULL' }]);
    expect(healed?.results).toEqual([{ kind: 'committed' }]);
    expect(troubles.map(({ code }) => code)).toEqual(['STORAGE_FULL']);
    expect(store.journal.stats()).toMatchObject({ failures: 1, events: 2_000 });
  });
});

describe('opening and closing the journal', () => {
  it('stores what waits before it closes, and leaves no write-ahead log', async () => {
    using folder = dataFolder();
    const journal = await SqliteJournal.open({ databasePath: folder.path });
    const letGo = await holdJournal(journal, folder.path);

    const writes = roomIds(20).map((id) => journal.write('createRoom', newRoom({ id })));
    const closed = journal.close();
    await Promise.all([letGo(), closed]);

    expect((await Promise.all(writes)).every((room) => room !== null)).toBe(true);
    expect(existsSync(`${folder.path}-wal`)).toBe(false);
    await expect(journal.write('endSession', 'h')).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });

  it('goes on where it ended', async () => {
    using folder = dataFolder();
    const first = await SqliteJournal.open({ databasePath: folder.path });
    await first.write('createRoom', newRoom());
    await appendOnThread(first, oneEach(1, 3, 'r1'));
    await first.close();

    const second = await SqliteJournal.open({ databasePath: folder.path });
    const rounds = await appendOnThread(second, oneEach(4, 5, 'r1'));
    await second.close();

    expect(rounds.map(({ results }) => results[0]?.kind)).toEqual(['committed', 'committed']);
    expect(reading(folder.path, (reader) => reader.events({ roomId: 'r1', after: 0, limit: 10 }))).toEqual(messages(1, 5));
  });

  it('rejects when the database cannot be used', async () => {
    using folder = dataFolder();
    writeFileSync(folder.path, 'This is no database.');

    await expect(SqliteJournal.open({ databasePath: folder.path })).rejects.toMatchObject({
      name: 'UnusableDatabaseError',
      message: expect.stringContaining(folder.path) as string,
    });
  });

  it('rejects a buffer that the longest append does not fit', async () => {
    await expect(SqliteJournal.open({ databasePath: '/nowhere', bufferBytes: 1024 })).rejects.toThrow(RangeError);
  });

  it('fails everybody and says so when its thread dies', async () => {
    await using store = await freshJournal();
    const failure = new Promise<Error>((resolve) => store.journal.onFailure(resolve));
    const letGo = await holdJournal(store.journal, store.path);

    BoundedBuffer.attach(store.journal.memory).tryPut(Buffer.from('no record of anybody'));
    const write = store.journal.write('endSession', 'h').catch((error: unknown) => error);
    await letGo();

    expect((await failure).message).toMatch(/no header/);
    expect(await write).toMatchObject({ code: 'STORAGE_FAILED' });
    await expect(store.journal.write('endSession', 'h')).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });
});
