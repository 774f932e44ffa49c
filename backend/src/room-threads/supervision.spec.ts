import { join } from 'node:path';
import { TestPool, until } from './pool.test-kit.ts';

describe('a room whose thread', () => {
  let pool: TestPool;
  const open = async (options: Parameters<typeof TestPool.open>[0] = {}) => (pool = await TestPool.open(options));
  const once = (fault: string) => `${fault} ${join(pool.folder, fault)}`;
  afterEach(() => pool.close());

  it.each(['throw', 'exit'])('ends by %s goes on in a new one and loses nothing', async (fault) => {
    await open();
    const room = await pool.room('r');
    const before = pool.threads.view(room).id;

    const answers = await Promise.all([pool.send(room, 'a'), pool.send(room, 'b', once(fault)), pool.send(room, 'c')]);

    expect(answers).toMatchObject([{ result: { ordinal: 1 } }, { result: { ordinal: 2 } }, { result: { ordinal: 3 } }]);
    expect(await pool.bodies(room)).toHaveLength(3);
    expect(pool.threads.view(room).id).not.toBe(before);
    expect(pool.restarts).toEqual([room]);
  });

  it('loops for ever is found by the watchdog and replaced', async () => {
    await open({ watchdogMs: 300 });
    const room = await pool.room('r');

    const answers = await Promise.all([pool.send(room, 'a', once('spin')), pool.send(room, 'b')]);

    expect(answers).toMatchObject([{ result: { ordinal: 1 } }, { result: { ordinal: 2 } }]);
    expect(pool.threads.view(room).restarts).toBe(1);
  });

  it('dies again and again is shut for a while, and its neighbours do not notice', async () => {
    await open({ budget: { restarts: 2, withinMs: 60_000, shutMs: 300 } });
    const [sick, well] = [await pool.room('sick'), await pool.room('well')];

    const answer = await pool.send(sick, 'poison', 'throw');
    const shut = await pool.send(sick, 'a');
    const neighbour = await pool.send(well, 'a');

    expect(answer).toMatchObject({ ok: false, code: 'ROOM_UNAVAILABLE' });
    expect(shut).toMatchObject({ ok: false, code: 'ROOM_UNAVAILABLE' });
    expect(neighbour).toMatchObject({ ok: true });
    expect(pool.threads.view(sick).state).toBe('unavailable');
    await until(async () => (await pool.send(sick, 'a')).ok, 'the room to open again');
  });

  it('dies while it is shared takes no message of the others along', async () => {
    await open({ maxThreads: 1 });
    const rooms = [await pool.room('a'), await pool.room('b'), await pool.room('c')];

    const answers = await Promise.all(rooms.map((room, index) => pool.send(room, 'm', index === 1 ? once('exit') : 'm')));

    expect(answers).toMatchObject(rooms.map(() => ({ ok: true, result: { ordinal: 1 } })));
    expect(new Set(pool.restarts)).toEqual(new Set(rooms));
  });
});
