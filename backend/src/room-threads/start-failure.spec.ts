import { Worker } from 'node:worker_threads';
import { joining, TestPool } from './pool.test-kit.ts';
import type { StartWorker } from './room-thread.ts';
import { until } from '../../test/kit/until.ts';

/** Starts threads while `allowed` is above 0. */
class ScarceThreads {
  allowed: number;
  refused = 0;

  constructor(allowed: number) {
    this.allowed = allowed;
  }

  readonly start: StartWorker = (url, options) => {
    if (this.allowed-- > 0) return new Worker(url, options);
    this.allowed = 0;
    this.refused++;
    throw Object.assign(new Error('Worker initialization failure: EAGAIN'), { code: 'ERR_WORKER_INIT_FAILED' });
  };
}

describe('where the system gives no thread', () => {
  let pool: TestPool;
  const open = async (threads: ScarceThreads, options: Parameters<typeof TestPool.open>[0] = {}) => (pool = await TestPool.open({ startWorker: threads.start, ...options }));
  afterEach(() => pool.close());

  it('a room is unavailable and says when to come back, is tried again later, and the failure is told once', async () => {
    const threads = new ScarceThreads(0);
    await open(threads);
    await pool.room('r');

    const refused = await pool.send('r', 'a');
    await until(() => threads.refused > 1, 'the pool to have tried again');
    threads.allowed = 2;
    await until(async () => (await pool.threads.put('r', joining())).ok, 'a thread');

    expect(refused).toMatchObject({ ok: false, code: 'ROOM_UNAVAILABLE', retryAfterMs: expect.any(Number) as number });
    expect(pool.startFailures).toHaveLength(1);
    expect(await pool.send('r', 'a')).toMatchObject({ ok: true });
  });

  it('rooms share those there are', async () => {
    await open(new ScarceThreads(1));

    const rooms = [await pool.room('a'), await pool.room('b')];
    const answers = await Promise.all(rooms.map((room) => pool.send(room, 'm')));

    expect(answers).toMatchObject([{ ok: true }, { ok: true }]);
    expect(pool.threads.view('a').id).toBe(pool.threads.view('b').id);
  });

  it('no memory stays behind', async () => {
    const threads = new ScarceThreads(0);
    await open(threads, { maxThreads: 1 });

    await until(() => threads.refused > 3, 'several tries');

    expect(pool.threads.stats()).toMatchObject({ memoryBytes: 0, threads: 0 });
    expect(pool.threads.stats().blocksMade).toBeLessThanOrEqual(2);
  });
});
