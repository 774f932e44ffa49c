import { appendOnThread } from '../store/sqlite/journal/journal.test-kit.ts';
import { appendOf, posted } from '../store/sqlite/store.test-kit.ts';
import { emptyRoom, joining, TestPool } from './pool.test-kit.ts';
import { RoomMemory } from './room-memory.ts';
import { until } from '../../test/kit/until.ts';

const BUFFER_BYTES = 65_536;
const BLOCK_BYTES = RoomMemory.byteLengthFor(BUFFER_BYTES);

describe('the memory of rooms', () => {
  let pool: TestPool;
  const open = async (options: Parameters<typeof TestPool.open>[0] = {}) => (pool = await TestPool.open({ bufferBytes: BUFFER_BYTES, ...options }));
  const rooms = (count: number) => Promise.all(Array.from({ length: count }, (_, index) => pool.room(`r${index}`)));
  const isQuiet = (room: string) => pool.published(room).length > 0 && pool.threads.view(room).waiting === 0;
  afterEach(() => pool.close());

  it.each([1, 4])('is used again over thousands of wakings on %i threads', async (maxThreads) => {
    let wakings = 0;
    const [most, cycles] = [16, 60];
    await open({ maxThreads, maxLiveRooms: most, loadSnapshot: (roomId) => (wakings++, pool.store.read('snapshot', roomId)) });
    const all = [];
    for (let index = 0; index < 50; index++) all.push(await pool.room(`r${index}`));

    const answers = [];
    for (let cycle = 0; cycle < cycles; cycle++) for (const room of all) answers.push(await pool.send(room, `${cycle}`));

    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(wakings).toBeGreaterThan(3_000);
    expect(pool.threads.stats().blocksMade).toBeLessThanOrEqual(most + 2 * maxThreads);
    expect(await pool.bodies('r7')).toEqual(Array.from({ length: cycles }, (_, cycle) => `${cycle}`));
  }, 60_000);

  it.each(['hold-lock', 'throw'] as const)('is discarded with a thread that ends by %s, and never used again', async (fault) => {
    await open({ maxThreads: 1, maxLiveRooms: 1 });
    const room = await pool.room('r');
    const before = pool.threads.stats();

    pool.threads.harm(room, fault, 1);
    await until(() => pool.restarts.length === 1, 'the thread to die');
    const answer = await pool.send(room, 'a');

    expect(answer).toMatchObject({ ok: true });
    expect(pool.threads.stats()).toMatchObject({ memoryBytes: BLOCK_BYTES, blocksMade: before.blocksMade + 2 });
  });

  it('is not given to another room before a stuck thread has let go of it or is gone', async () => {
    await open({ maxThreads: 2, maxLiveRooms: 1, watchdogMs: 400 });
    const [first] = await rooms(1);
    await until(() => isQuiet(first ?? ''), 'the first room to be quiet');
    await pool.store.write('createRoom', emptyRoom('next'));
    const stuck = pool.threads.stats().threads;

    pool.threads.harm(first ?? '', 'spin', 1);
    const answer = pool.threads.put('next', joining());
    const meanwhile = pool.threads.view('next').state;

    expect([meanwhile, stuck]).toEqual(['starting', 2]);
    expect(await answer).toMatchObject({ ok: true });
    expect(pool.threads.stats().memoryBytes).toBe(BLOCK_BYTES);
  });

  it('is taken from a silent room whose thread is busy with another one', async () => {
    await open({ maxThreads: 1, maxLiveRooms: 2, bufferBytes: 4_194_304 });
    const [busy, silent] = await rooms(2);
    await until(() => isQuiet(silent ?? ''), 'the second room to be quiet');
    await pool.store.write('createRoom', emptyRoom('next'));

    const flood = Array.from({ length: 5_000 }, (_, index) => pool.send(busy ?? '', `${index}`));
    const answer = await pool.threads.put('next', joining());

    expect(answer).toMatchObject({ ok: true });
    expect(pool.threads.isLive(silent ?? '')).toBe(false);
    expect((await Promise.all(flood)).every(({ ok }) => ok)).toBe(true);
  });

  it('has a bound over all rooms: beyond it the longest silent one makes place, and where none is silent new ones wait', async () => {
    await open({ maxMemoryBytes: 3 * BUFFER_BYTES - 1 });
    pool.returnsCredit = false;
    const [first, second] = [await pool.room('first'), await pool.room('second')];

    const refused = await pool.send('third', 'a');
    pool.threads.returnCredit(second);
    const taken = await pool.room('third');

    expect(refused).toMatchObject({ ok: false, code: 'BUSY' });
    expect([first, second, taken].map((room) => pool.threads.isLive(room))).toEqual([true, false, true]);
    expect(pool.threads.stats().memoryBytes).toBeLessThanOrEqual(2 * BLOCK_BYTES);
  });

  it('is not given to a room that was shut while its state was being read', async () => {
    const late = Promise.withResolvers<void>();
    let loads = 0;
    const slowly = async (roomId: string) => {
      if (++loads === 2) await late.promise;
      return pool.store.read('snapshot', roomId);
    };
    await open({ budget: { restarts: 0, withinMs: 60_000, shutMs: 60_000 }, loadSnapshot: slowly });
    const room = await pool.room('r');
    await appendOnThread(pool.store.journal, [{ appends: [appendOf([posted(2, { ordinal: 1 })], room)] }]);

    const answer = pool.send(room, 'is decided on stale rules');
    await until(() => loads === 2, 'the room to ask for its state');
    pool.threads.harm(room, 'throw', 1);
    const refused = await answer;
    late.resolve();
    await late.promise.then(() => pool.store.read('snapshot', room));

    expect(refused).toMatchObject({ ok: false, code: 'ROOM_UNAVAILABLE' });
    expect(pool.threads.view(room)).toMatchObject({ state: 'unavailable', id: null });
    expect(pool.threads.stats().memoryBytes).toBe(0);
  });
});
