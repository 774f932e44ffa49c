import { appendOnThread } from '../store/sqlite/journal/journal.test-kit.ts';
import { openSqliteStore } from '../store/sqlite/open-sqlite-store.ts';
import { appendOf, dataFolder, messages, newRoom } from '../store/sqlite/store.test-kit.ts';
import { query } from '../store/sqlite/search/search.test-kit.ts';
import type { Store } from '../store/store.ts';
import { TextIndexer } from './text-indexer.ts';

const QUICK = { gatherMs: 1, retryMs: 1 };

async function rooms(...counts: number[]) {
  const folder = dataFolder();
  const store = await openSqliteStore({ databasePath: folder.path });
  const logged: string[] = [];
  const indexers: TextIndexer[] = [];
  const say = (roomId: string, from: number, to: number) => appendOnThread(store.journal, [{ appends: [appendOf(messages(from, to), roomId)] }]);
  for (const [index, count] of counts.entries()) {
    await store.write('createRoom', newRoom({ id: `r${index + 1}` }));
    if (count > 0) await say(`r${index + 1}`, 1, count);
  }
  const run = (over: Pick<Store, 'write' | 'readBulk' | 'stats'> = store) => {
    const indexer = new TextIndexer({ store: over, times: QUICK, log: { warn: (_: unknown, text: string) => logged.push(text) } });
    indexers.push(indexer);
    return indexer;
  };
  const dispose = async () => {
    await Promise.all(indexers.map((indexer) => indexer.stop()));
    await store.close();
    folder[Symbol.dispose]();
  };
  return { store, say, run, logged, [Symbol.asyncDispose]: dispose };
}

async function untilIndexed(store: Store): Promise<void> {
  while ((await store.read('roomsToIndex', { after: null, limit: 100 })).roomIds.length > 0) await new Promise(setImmediate);
}

/** A search goes on where its time was over. */
async function countIn(store: Store, cursor: string | null = null): Promise<number> {
  const { hits, next } = await store.read('search', query({ terms: ['text'], limit: 1_000, cursor }));
  return hits.length + (next === null ? 0 : await countIn(store, next));
}

describe('the indexer of texts', () => {
  it('indexes what was there before it, then what comes', async () => {
    await using kit = await rooms(150, 0, 3);

    const indexer = kit.run();
    await untilIndexed(kit.store);
    await kit.say('r2', 1, 2);
    indexer.note('r2');
    await untilIndexed(kit.store);

    expect(await countIn(kit.store)).toBe(155);
  });

  it('goes on after another that was cut off anywhere, and indexes nothing twice', async () => {
    await using kit = await rooms(150);
    await kit.store.write('openTextIndex');
    await kit.store.write('indexTexts', { roomIds: ['r1'], limit: 70 });

    kit.run();
    await untilIndexed(kit.store);

    expect(await countIn(kit.store)).toBe(150);
  });

  it('waits where nothing can be stored, says so once, and goes on when it can', async () => {
    await using kit = await rooms(5);
    let failures = 3;
    const write: Store['write'] = (method, ...args) => (failures-- > 0 ? Promise.reject(new Error('full')) : kit.store.write(method, ...args));

    kit.run({ write, readBulk: kit.store.readBulk.bind(kit.store), stats: kit.store.stats.bind(kit.store) });
    await untilIndexed(kit.store);

    expect(kit.logged).toHaveLength(1);
  });

  it('keeps what is said findable while several do the same', async () => {
    await using kit = await rooms(200);

    kit.run();
    kit.run();
    const before = await countIn(kit.store);
    await untilIndexed(kit.store);

    expect([before, await countIn(kit.store)]).toEqual([200, 200]);
  });
});
