import { join } from 'node:path';
import { holdJournal } from '../store/sqlite/journal/journal.test-kit.ts';
import { MAX_APPEND_BYTES } from '../store/append-protocol.ts';
import { ROUND_LIMITS } from './protocol.ts';
import { eventsOf, TestPool } from './pool.test-kit.ts';
import { until } from '../../test/kit/until.ts';

describe('RoomThreads', () => {
  let pool: TestPool;
  const open = async (options: Parameters<typeof TestPool.open>[0] = {}) => (pool = await TestPool.open(options));
  afterEach(() => pool.close());

  it('answers in order what it stored, and publishes the same', async () => {
    await open();
    const room = await pool.room('r');

    const answers = await Promise.all(['a', 'b', 'c'].map((clientId) => pool.send(room, clientId)));

    expect(answers).toMatchObject([{ result: { seq: 2 } }, { result: { seq: 3 } }, { result: { seq: 4 } }]);
    expect(await pool.bodies(room)).toEqual(['a', 'b', 'c']);
    await until(() => pool.published(room).length === 4, 'all events to be published');
    expect(pool.published(room)).toEqual([1, 2, 3, 4]);
  });

  it('gives each room a thread of its own, and says so', async () => {
    await open();
    const rooms = await Promise.all(['a', 'b', 'c'].map((id) => pool.room(id)));

    const views = rooms.map((room) => pool.threads.view(room));

    expect(new Set(views.map(({ id }) => id)).size).toBe(3);
    expect(views.every(({ dedicated }) => dedicated)).toBe(true);
  });

  it('lets rooms share beyond its bound, and says so', async () => {
    await open({ maxThreads: 2 });
    const rooms = await Promise.all(['a', 'b', 'c', 'd'].map((id) => pool.room(id)));

    const views = rooms.map((room) => pool.threads.view(room));

    expect(new Set(views.map(({ id }) => id)).size).toBe(2);
    expect(views.every(({ dedicated }) => !dedicated)).toBe(true);
    expect(await Promise.all(rooms.map((room) => pool.send(room, 'x')))).toMatchObject(rooms.map(() => ({ ok: true })));
  });

  it('serves a neighbour within a few rounds of a room that has ten thousand commands waiting', async () => {
    await open({ maxThreads: 1, bufferBytes: 8_388_608 });
    const [busy, quiet] = [await pool.room('busy'), await pool.room('quiet')];
    let busyAnswers = 0;

    const flood = Array.from({ length: 10_000 }, (_, index) => pool.send(busy, `${index}`).then(() => busyAnswers++));
    const takenBefore = 10_000 - pool.threads.view(busy).waiting;
    await pool.send(quiet, 'through');
    const answeredMeanwhile = busyAnswers - takenBefore;
    await Promise.all(flood);

    expect(takenBefore).toBeLessThan(10_000);
    expect(answeredMeanwhile).toBeLessThanOrEqual(3 * ROUND_LIMITS.commands);
    expect((await pool.bodies(busy)).length).toBe(10_000);
  });

  it('stores a round of many rooms that is longer than the journal takes at once', async () => {
    await open({ maxThreads: 1, maxLiveRooms: 200 });
    const body = 'x'.repeat(ROUND_LIMITS.leastBytesPerRoom);
    const count = Math.ceil((1.2 * MAX_APPEND_BYTES) / body.length);
    const rooms = await Promise.all(Array.from({ length: count }, (_, index) => pool.room(`r${index}`)));
    const letGo = await holdJournal(pool.store, join(pool.folder, 'watek.db'));

    const first = pool.send(rooms[0] ?? '', 'keeps the thread in its commit');
    await until(() => pool.threads.view(rooms[0] ?? '').waiting === 0, 'the thread to take it');
    const answers = rooms.map((room) => pool.send(room, 'long', body));
    await until(() => rooms.every((room) => pool.threads.view(room).waiting === 1), 'all to wait');
    await letGo();

    expect((await Promise.all([first, ...answers])).every(({ ok }) => ok)).toBe(true);
    expect(pool.restarts).toEqual([]);
  });

  it('has one packet of a room in the fan-out, and then sends together what was committed meanwhile', async () => {
    await open();
    const room = await pool.room('r');
    await until(() => pool.published(room).length === 1, 'the first packet');
    pool.returnsCredit = false;

    await pool.send(room, 'first');
    await until(() => pool.published(room).length === 2, 'the packet that keeps the credit');
    for (const clientId of ['a', 'b', 'c', 'd']) await pool.send(room, clientId);
    const packetsWithoutCredit = pool.publications.length;
    pool.returnsCredit = true;
    pool.threads.returnCredit(room);
    await until(() => pool.published(room).length === 6, 'what was committed meanwhile');

    expect(packetsWithoutCredit).toBe(2);
    expect(eventsOf(pool.publications[2] as never).map(({ seq }) => seq)).toEqual([3, 4, 5, 6]);
  });

  it('says BUSY, how many are ahead and when to come back when the buffer is full, and stores nothing of it', async () => {
    await open({ bufferBytes: 65_536 });
    const room = await pool.room('r');

    const answers = await Promise.all(Array.from({ length: 300 }, (_, index) => pool.send(room, `${index}`, 'x'.repeat(1_000))));
    const accepted = answers.filter(({ ok }) => ok);
    const refused = answers.filter((answer) => !answer.ok);

    expect(refused.length).toBeGreaterThan(0);
    expect(refused.every((answer) => !answer.ok && answer.code === 'BUSY' && (answer.retryAfterMs ?? 0) > 0)).toBe(true);
    for (const answer of refused) {
      const ahead = answer.ok ? 0 : (answer.ahead ?? 0);
      expect(ahead).toBeGreaterThan(0);
      expect(ahead).toBeLessThanOrEqual(accepted.length);
    }
    expect(await pool.bodies(room)).toHaveLength(accepted.length);
  });

  it('says NOT_FOUND of a room that is not there, and keeps no thread for it', async () => {
    await open();

    expect(await pool.send('nowhere', 'a')).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    expect(pool.threads.isLive('nowhere')).toBe(false);
  });

  it('lets a silent room go and wakes it where its log ends', async () => {
    await open({ idleMs: 50 });
    const room = await pool.room('r');
    await pool.send(room, 'a');

    await until(() => pool.threads.view(room).state === 'released', 'the room to be released');
    const answer = await pool.send(room, 'b');

    expect(answer).toMatchObject({ ok: true, result: { seq: 3, ordinal: 2 } });
  });

  it('answers a retry of a message it has long forgotten with the first result', async () => {
    await open({ idleMs: 50 });
    const room = await pool.room('r');
    const first = await pool.send(room, 'old');
    await Promise.all(Array.from({ length: 1_200 }, (_, index) => pool.send(room, `${index}`)));

    const retry = await pool.send(room, 'old');

    expect(retry).toMatchObject({ ok: true, result: (first as { result: unknown }).result });
    expect(await pool.bodies(room)).toHaveLength(1_201);
  });

  it('finishes what it took before it closes, and takes nothing more', async () => {
    await open();
    const room = await pool.room('r');
    const underWay = Array.from({ length: 500 }, (_, index) => pool.send(room, `${index}`));

    const closed = pool.threads.close();
    const late = await pool.send(room, 'late');
    const answers = await Promise.all(underWay);
    await closed;

    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(late).toMatchObject({ ok: false, code: 'ROOM_UNAVAILABLE' });
    expect(await pool.bodies(room)).toHaveLength(500);
    expect(pool.published(room)).toHaveLength(501);
  });
});
