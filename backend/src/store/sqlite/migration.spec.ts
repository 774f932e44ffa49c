import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { DEFAULT_POLICY } from '../../contract/room.ts';
import type { RoomSnapshot } from '../store.ts';
import { Database } from './database.ts';
import { SqliteJournal } from './journal/journal.ts';
import type { MigrationProgress, MigrationStep } from './migration-progress.ts';
import { openReader, openWriter } from './open.ts';
import { rebuild } from './rebuild.ts';
import { MIGRATIONS } from './schema.ts';
import { dataFolder } from './store.test-kit.ts';

/** Written by the last release with the first schema: three rooms, three people, who came, talked, read and left. */
const OF_VERSION_1 = new URL('../testing/version-1.db.gz', import.meta.url);
const ANN = 'uG0yu17Xovwi';
const BOB = 'fBSYeBPnkUTi';
const CID = 'bQ2Y9xCPsG9S';
const KITCHEN = 'J5FAPpLHaecf';
const SECRET = 'jVPljRjxhCOg';
const ATTIC = 'vf9IoREhwBwh';
const STATE = ['rooms', 'members', 'sanctions', 'messages', 'edits', 'mentions', 'reactions', 'pins', 'read_positions', 'users', 'sessions'];

describe('a database of the first schema', () => {
  function migrated() {
    const folder = dataFolder();
    writeFileSync(folder.path, gunzipSync(readFileSync(OF_VERSION_1)));
    openWriter({ path: folder.path }).close();
    const reader = openReader({ path: folder.path });
    const dispose = () => {
      reader.close();
      folder[Symbol.dispose]();
    };
    return { path: folder.path, reader, [Symbol.dispose]: dispose };
  }

  function tablesOf(path: string): Record<string, unknown[]> {
    const database = new Database({ path });
    const tables = STATE.map((table) => [table, database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2, 3`).all()] as const);
    database.close();
    return Object.fromEntries(tables);
  }

  it('tells of each step on the way to this version before it is done', () => {
    using folder = dataFolder();
    writeFileSync(folder.path, gunzipSync(readFileSync(OF_VERSION_1)));
    const steps: MigrationStep[] = [];
    const onMigration = (step: MigrationStep) => steps.push(step);

    openWriter({ path: folder.path, onMigration }).close();
    const told = steps.splice(0);
    openWriter({ path: folder.path, onMigration }).close();

    const all = MIGRATIONS.length - 1;
    expect(told).toEqual(Array.from({ length: all }, (_, index) => ({ step: index + 1, steps: all })));
    expect(steps).toEqual([]);
  });

  it('that takes more than a second says so before the store is open', async () => {
    using folder = dataFolder();
    writeFileSync(folder.path, gunzipSync(readFileSync(OF_VERSION_1)));
    const other = new Database({ path: folder.path });
    other.exec('BEGIN IMMEDIATE');
    const { promise: slow, resolve } = Promise.withResolvers<MigrationProgress>();

    const opening = SqliteJournal.open({ databasePath: folder.path, onSlowMigration: resolve });
    const progress = await slow;
    other.exec('COMMIT');
    other.close();
    await (await opening).close();

    expect(progress).toEqual({ step: 1, steps: MIGRATIONS.length - 1, seconds: 1 });
  });

  it('keeps who is where, in which role, and what they have read', () => {
    using store = migrated();

    const mine = (userId: string) =>
      store.reader.memberships(userId).map(({ room, role, readOrdinal, unread }) => ({ id: room.id, role, readOrdinal, unread }));

    expect(mine(ANN)).toEqual([
      { id: KITCHEN, role: 'owner', readOrdinal: 6, unread: 0 },
      { id: SECRET, role: 'owner', readOrdinal: 1, unread: 0 },
    ]);
    expect(mine(BOB)).toEqual([{ id: KITCHEN, role: 'member', readOrdinal: 6, unread: 0 }]);
    expect(mine(CID)).toEqual([{ id: KITCHEN, role: 'member', readOrdinal: 2, unread: 4 }]);
  });

  it('keeps every message, its author and what it answers', () => {
    using store = migrated();

    const said = store.reader.messages({ roomId: KITCHEN, before: null, after: null, limit: 50 });

    expect(said.map(({ ordinal, author, body }) => [ordinal, author.id, body])).toEqual([
      [1, ANN, 'Soup?'],
      [2, BOB, 'Soup.'],
      ...[3, 4, 5, 6].map((ordinal) => [ordinal, ANN, `Message ${ordinal - 1}`]),
    ]);
    expect(said[1]?.replyTo).toBe(said[0]?.id);
    expect(said[0]?.replies).toBe(1);
    expect(store.reader.thread({ roomId: KITCHEN, id: said[1]?.id ?? '', after: null, limit: 10 })).toEqual(said.slice(0, 2));
  });

  it('has what a room is called and who owns it in its log, after all that was there', () => {
    using store = migrated();

    const events = store.reader.events({ roomId: KITCHEN, after: 0, limit: 100 });
    const [renamed, owned] = events.slice(-2);

    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index + 1));
    expect(store.reader.room(KITCHEN, null)?.head).toBe(events.length);
    expect(renamed).toMatchObject({ type: 'room.updated', changes: { name: 'Kitchen', topic: 'What is for dinner', visibility: 'public' } });
    expect(owned).toMatchObject({ type: 'member.role', target: { id: ANN }, role: 'owner' });
  });

  it('leaves a room without its owner to the others, and finds it without diacritics', () => {
    using store = migrated();

    expect(store.reader.events({ roomId: ATTIC, after: 0, limit: 100 }).map(({ type }) => type)).not.toContain('member.role');
    expect(store.reader.rooms({ search: 'zazolc', after: null, limit: 10, userId: null, withOwn: true }).map(({ id }) => id)).toEqual([ATTIC]);
  });

  it('has rooms that are run as they were', () => {
    using store = migrated();

    const snapshot = JSON.parse(Buffer.from(store.reader.snapshot(KITCHEN) ?? []).toString()) as RoomSnapshot;

    expect([store.reader.room(KITCHEN, null)?.policy, snapshot.policy]).toEqual([DEFAULT_POLICY, DEFAULT_POLICY]);
  });

  it('knows what was sent before, so that a retry gets the first result', () => {
    using store = migrated();

    expect(store.reader.firstResult({ roomId: KITCHEN, userId: ANN, clientId: 'a1' })).toMatchObject({ ordinal: 1, type: 'message.posted' });
  });

  it('is the same when it is opened again, and when its state is made anew from its log', () => {
    using store = migrated();
    const before = tablesOf(store.path);

    openWriter({ path: store.path }).close();
    const reopened = tablesOf(store.path);
    const database = new Database({ path: store.path });
    rebuild(database);
    database.close();

    expect(reopened).toEqual(before);
    expect(tablesOf(store.path)).toEqual(before);
  });
});
