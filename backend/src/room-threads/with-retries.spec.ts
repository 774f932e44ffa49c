import { LOAD_PAUSES_MS, withRetries } from './with-retries.ts';
import { TestPool } from './pool.test-kit.ts';
import { StoreError } from '../store/store-error.ts';

/** Rejects so many times, and says how often it was asked. */
function failing<T>(times: number, load: () => Promise<T>) {
  let asked = 0;
  return { load: () => (++asked > times ? load() : Promise.reject(new StoreError('BUSY', `${asked}`))), asked: () => asked };
}

describe('a load with retries', () => {
  const pauses = [1, 1, 1];

  it.each([0, 1, 3])('succeeds after %i failures', async (failures) => {
    const { load, asked } = failing(failures, () => Promise.resolve('loaded'));

    expect(await withRetries(load, pauses)()).toBe('loaded');
    expect(asked()).toBe(failures + 1);
  });

  it('gives up with the last failure', async () => {
    const { load, asked } = failing(99, () => Promise.resolve('loaded'));

    await expect(withRetries(load, pauses)()).rejects.toMatchObject({ code: 'BUSY', message: '4' });
    expect(asked()).toBe(4);
  });
});

describe('a room that wakes', () => {
  const open = (failures: number) => {
    const { load, asked } = failing(failures, () => Promise.resolve());
    const loadSnapshot = async (roomId: string) => {
      await load();
      return pool.store.read('snapshot', roomId);
    };
    const opened = TestPool.open({ loadSnapshot });
    return { opened, asked };
  };
  let pool: TestPool;
  afterEach(() => pool.close());

  it('keeps what waits for it while its state cannot be read for a moment', async () => {
    const { opened, asked } = open(2);
    pool = await opened;
    await pool.createRoom('r');

    const answers = await Promise.all([pool.join('r'), pool.send('r', 'a'), pool.send('r', 'b')]);

    expect(answers).toMatchObject([{ ok: true }, { result: { ordinal: 1 } }, { result: { ordinal: 2 } }]);
    expect(asked()).toBe(3);
  });

  it('refuses what waits for it when its state cannot be read at all', async () => {
    pool = await open(LOAD_PAUSES_MS.length + 1).opened;
    await pool.createRoom('r');

    const answers = await Promise.all([pool.join('r'), pool.send('r', 'a')]);

    expect(answers).toMatchObject([{ code: 'STORAGE_FAILED' }, { code: 'STORAGE_FAILED' }]);
    expect(await pool.join('r')).toMatchObject({ ok: true });
  });
});
