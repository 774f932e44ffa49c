import { join } from 'node:path';
import { TestPool } from './pool.test-kit.ts';
import { until } from '../../test/kit/until.ts';

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

    pool.threads.harm(sick, 'throw', 3);
    await until(() => pool.threads.view(sick).state === 'unavailable', 'the room to be shut');
    const shut = await pool.send(sick, 'a');
    const neighbour = await pool.send(well, 'a');

    expect(shut).toMatchObject({ ok: false, code: 'ROOM_UNAVAILABLE' });
    expect(neighbour).toMatchObject({ ok: true });
    await until(async () => (await pool.send(sick, 'a')).ok, 'the room to open again');
  });

  it.each(['throw', 'exit', 'spin'])('is ended by one command, by %s, ends twice at most: then that command is refused, once and for all, and the others go on', async (fault) => {
    await open({ watchdogMs: 300, budget: { restarts: 2, withinMs: 60_000, shutMs: 60_000 } });
    const room = await pool.room('r');

    const answers = await Promise.all([pool.send(room, 'a'), pool.send(room, 'poison', fault), pool.send(room, 'c')]);

    expect(answers).toMatchObject([{ ok: true }, { ok: false, code: 'INTERNAL' }, { ok: true }]);
    expect(pool.poisons).toEqual(['r send']);
    expect([pool.threads.view(room).restarts, await pool.bodies(room)]).toEqual([2, ['a', 'c']]);
  });

  it('is shared is charged for what it died of: a room that kills it does not shut its neighbours, and is alone after that', async () => {
    await open({ maxThreads: 2, budget: { restarts: 1, withinMs: 60_000, shutMs: 60_000 } });
    const rooms = [await pool.room('a'), await pool.room('b'), await pool.room('c'), await pool.room('d')];
    const neighbours = rooms.slice(0, 3);

    for (const poison of ['one', 'two', 'three']) await pool.send('d', poison, 'exit');
    const answers = await Promise.all(neighbours.map((room) => pool.send(room, 'm')));

    expect(answers).toMatchObject(neighbours.map(() => ({ ok: true })));
    expect(neighbours.map((room) => pool.threads.view(room).state).every((state) => state !== 'unavailable')).toBe(true);
    expect(pool.threads.view('d').state).toBe('unavailable');
  });

  it('dies while it is shared takes no message of the others along', async () => {
    await open({ maxThreads: 1 });
    const rooms = [await pool.room('a'), await pool.room('b'), await pool.room('c')];

    const answers = await Promise.all(rooms.map((room, index) => pool.send(room, 'm', index === 1 ? once('exit') : 'm')));

    expect(answers).toMatchObject(rooms.map(() => ({ ok: true, result: { ordinal: 1 } })));
    expect(new Set(pool.restarts)).toEqual(new Set(rooms));
  });
});
