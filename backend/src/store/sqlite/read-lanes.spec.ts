import { StoreStatus } from '../../rooms/store-status.ts';
import { SqliteJournal } from './journal/journal.ts';
import { openSqliteStore } from './open-sqlite-store.ts';
import { READS_UNDER_WAY, StoreReader } from './readers/reader.ts';
import { SqliteStore } from './sqlite-store.ts';
import { dataFolder, newRoom, session } from './store.test-kit.ts';

const LONG_LIST = { search: '', after: null, limit: 2_000, userId: null, withOwn: true };

/** A store whose bulk lane is full of reads that never end. */
async function storeWithStuffedBulkLane() {
  const folder = dataFolder();
  const databasePath = folder.path;
  const journal = await SqliteJournal.open({ databasePath });
  const workerUrl = new URL('./readers/stuck-reader.test-kit.ts', import.meta.url);
  const bulk = await StoreReader.open({ databasePath, lane: 'bulk', workerUrl });
  const store = new SqliteStore({ journal, interactive: await StoreReader.open({ databasePath, lane: 'interactive' }), bulk });
  const stuffing = Array.from({ length: READS_UNDER_WAY.bulk }, () => store.readBulk('rooms', LONG_LIST).catch((error: unknown) => error));
  const dispose = async () => {
    await store.close();
    await Promise.all(stuffing);
    folder[Symbol.dispose]();
  };
  return { store, [Symbol.asyncDispose]: dispose };
}

describe('with a bulk lane that is full', () => {
  it('everything that somebody waits for is answered', async () => {
    await using kit = await storeWithStuffedBulkLane();
    await kit.store.write('createRoom', newRoom());
    await kit.store.write('createSession', session());

    const answers = [
      await kit.store.read('room', 'r1', null),
      await kit.store.read('snapshot', 'r1'),
      await kit.store.read('session', 'h1'),
      await kit.store.read('events', { roomId: 'r1', after: 0, limit: 1 }),
    ];

    expect(answers).toEqual([expect.objectContaining({ id: 'r1' }), expect.any(Uint8Array), session(), []]);
  });

  it('one more list is refused as BUSY, and the server stays ready', async () => {
    await using kit = await storeWithStuffedBulkLane();

    await expect(kit.store.readBulk('rooms', LONG_LIST)).rejects.toMatchObject({ name: 'StoreError', code: 'BUSY' });
    expect(await new StoreStatus(kit.store).isServing()).toBe(true);
  });
});

describe('a crowd that asks for long lists', () => {
  it('is passed by whoever wakes a room or looks a session up', async () => {
    using folder = dataFolder();
    const store = await openSqliteStore({ databasePath: folder.path });
    await Promise.all(Array.from({ length: 2_000 }, (_, index) => store.write('createRoom', newRoom({ id: `r${index}` }))));
    let listsUnderWay = READS_UNDER_WAY.bulk;

    const lists = Array.from({ length: READS_UNDER_WAY.bulk }, () => store.readBulk('rooms', LONG_LIST).then(() => listsUnderWay--));
    const snapshots: unknown[] = [];
    for (let index = 0; index < 50; index++) snapshots.push(await store.read('snapshot', `r${index}`));
    const passed = listsUnderWay;
    await Promise.all(lists);
    await store.close();

    expect(snapshots).not.toContain(null);
    expect(passed).toBeGreaterThan(READS_UNDER_WAY.bulk / 2);
  });
});
