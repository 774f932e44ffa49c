import { jest } from '@jest/globals';
import { BoundedBuffer, Condition } from './index.ts';
import { LAYOUT, sleepersAt } from './testing/memory-words.test-kit.ts';
import { endThreads, startThread } from './testing/threads.test-kit.ts';
import { until } from '../../test/kit/until.ts';

/** No timeout: a predicate is looked at once more when time is up, which would hide a lost wake-up. */
const FOREVER = Infinity;
jest.setTimeout(10_000);
const ALL = { maxRecords: 100, maxBytes: 10_000 };
const ONE = { maxRecords: 1, maxBytes: 10_000 };

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const takeFrom = (buffer: BoundedBuffer, limits = ALL) => startThread('takeBatch', buffer.memory, limits, FOREVER);

describe('BoundedBuffer', () => {
  afterEach(endThreads);

  describe('in one thread', () => {
    it('rounds its capacity up to eight bytes and begins empty', () => {
      const buffer = BoundedBuffer.create(50);

      expect([buffer.capacityBytes, buffer.waiting, buffer.queuedBytes, buffer.closed]).toEqual([56, 0, 0, false]);
      expect(buffer.memory.byteLength).toBe(BoundedBuffer.byteLengthFor(50));
    });

    it('is at rest when nobody has the lock and nobody waits for room', async () => {
      const buffer = BoundedBuffer.create(24);
      buffer.tryPut(bytes(...new Array<number>(20).fill(1)));
      const before = buffer.atRest;

      buffer.mutex.tryLock();
      const locked = buffer.atRest;
      buffer.mutex.unlock();
      const room = buffer.roomForAsync(20, FOREVER);
      const awaited = buffer.atRest;
      buffer.close();
      await room;

      expect([before, locked, awaited, buffer.atRest]).toEqual([true, false, false, true]);
    });

    it('begins empty and open in memory that held another one', () => {
      const old = BoundedBuffer.create(24);
      old.tryPut(bytes(1, 2, 3));
      old.close();

      const buffer = BoundedBuffer.create(24, { memory: old.memory });

      expect([buffer.waiting, buffer.queuedBytes, buffer.closed, buffer.tryPut(bytes(4))]).toEqual([0, 0, false, 'put']);
    });

    it('counts records and bytes, and answers full exactly when the next record does not fit', () => {
      const buffer = BoundedBuffer.create(24);

      expect([BoundedBuffer.costOf(0), BoundedBuffer.costOf(1), BoundedBuffer.costOf(8)]).toEqual([4, 8, 12]);
      expect([1, 2, 3].map(() => buffer.tryPut(bytes(1, 2, 3)))).toEqual(['put', 'put', 'put']);
      expect([buffer.waiting, buffer.queuedBytes, buffer.tryPut(bytes())]).toEqual([3, 24, 'full']);
    });

    it('puts the first ones of many records, as many as fit', async () => {
      const buffer = BoundedBuffer.create(24);

      expect(buffer.tryPutAll([bytes(1), bytes(2), bytes(3), bytes(4)])).toBe(3);
      expect(buffer.tryPutAll([bytes(5)])).toBe(0);
      expect(await takeFrom(buffer).result).toEqual([bytes(1), bytes(2), bytes(3)]);
      expect(buffer.tryPutAll([])).toBe(0);
      buffer.close();
      expect(buffer.tryPutAll([bytes(6)])).toBe('closed');
    });

    it('refuses a record that never fits', async () => {
      const buffer = BoundedBuffer.create(16);

      expect(() => buffer.tryPut(new Uint8Array(13))).toThrow(RangeError);
      await expect(buffer.roomForAsync(13, 0)).rejects.toThrow(RangeError);
      expect(buffer.tryPut(new Uint8Array(12))).toBe('put');
    });

    it('refuses memory without a buffer and a capacity without room', () => {
      expect(() => BoundedBuffer.attach(new SharedArrayBuffer(128))).toThrow('no buffer');
      expect(() => BoundedBuffer.create(0)).toThrow(RangeError);
      expect(() => BoundedBuffer.create(64, { memory: new SharedArrayBuffer(64) })).toThrow('Invalid typed array length');
    });

    it('refuses to block the main thread even when nothing would have to wait', () => {
      const buffer = BoundedBuffer.create(64);

      expect(() => buffer.put(bytes(1), 0)).toThrow('main thread');
      expect(() => buffer.takeBatch(ALL, 0)).toThrow('main thread');
      expect(() => buffer.tryTakeBatch(ALL)).toThrow('main thread');
      expect(buffer.waiting).toBe(0);
    });

    it('takes no record after it is closed', async () => {
      const buffer = BoundedBuffer.create(64);
      buffer.close();

      expect([buffer.tryPut(bytes(1)), buffer.closed]).toEqual(['closed', true]);
      expect(await buffer.roomForAsync(8, 0)).toBe(true);
    });

    it('says when there is no room for a record in time', async () => {
      const buffer = BoundedBuffer.create(16);
      buffer.tryPut(new Uint8Array(8));

      expect(await buffer.roomForAsync(8, 5)).toBe(false);
      expect(await buffer.roomForAsync(0, 5)).toBe(true);
    });

    it('agrees with an array after any sequence of puts, takes and closings', async () => {
      expect(await startThread('checkAgainstModel', 1_500).result).toBeGreaterThan(1_500);
    });
  });

  describe('between threads, step by step', () => {
    it('wakes a consumer that sleeps on an empty buffer', async () => {
      const buffer = BoundedBuffer.create(64);
      const consumer = takeFrom(buffer);
      await until(() => sleepersAt(buffer.memory, LAYOUT.notEmpty) === 1);

      buffer.tryPut(bytes(1, 2));

      expect(await consumer.result).toEqual([bytes(1, 2)]);
    });

    it('lets a consumer that leaves records behind wake the next one', async () => {
      const buffer = BoundedBuffer.create(64);
      const consumers = [takeFrom(buffer, ONE), takeFrom(buffer, ONE)];
      await until(() => sleepersAt(buffer.memory, LAYOUT.notEmpty) === 2);

      const silent = BoundedBuffer.attach(buffer.memory, { notEmpty: new Condition(new SharedArrayBuffer(8)) });
      silent.tryPut(bytes(1));
      silent.tryPut(bytes(2));
      new Condition(buffer.memory, LAYOUT.notEmpty).notifyOne();

      const taken = await Promise.all(consumers.map((consumer) => consumer.result));
      expect(taken.flat().map(([first]) => first).sort()).toEqual([1, 2]);
    });

    it('wakes a consumer that sleeps when many records are put at once', async () => {
      const buffer = BoundedBuffer.create(64);
      const taken = takeFrom(buffer);
      await until(() => sleepersAt(buffer.memory, LAYOUT.notEmpty) === 1);

      expect(buffer.tryPutAll([bytes(1), bytes(2)])).toBe(2);

      expect(await taken.result).toEqual([bytes(1), bytes(2)]);
    });

    it('wakes all producers that sleep on a full buffer, whatever their records need', async () => {
      const buffer = BoundedBuffer.create(64);
      buffer.tryPut(new Uint8Array(60));
      const producers = [28, 8, 12].map((size) => startThread('put', buffer.memory, new Uint8Array(size), FOREVER));
      const here = buffer.roomForAsync(60, FOREVER);
      await until(() => sleepersAt(buffer.memory, LAYOUT.notFull) === 4);

      expect(await takeFrom(buffer).result).toHaveLength(1);

      expect(await Promise.all(producers.map((producer) => producer.result))).toEqual(['put', 'put', 'put']);
      expect([buffer.waiting, buffer.queuedBytes]).toEqual([3, 60]);
      await takeFrom(buffer).result;
      expect(await here).toBe(true);
    });

    it('keeps a large record asleep until enough small ones are taken', async () => {
      const buffer = BoundedBuffer.create(32);
      for (let i = 0; i < 4; i++) buffer.tryPut(bytes(i));
      const producer = startThread('put', buffer.memory, new Uint8Array(20).fill(9), FOREVER);
      await until(() => sleepersAt(buffer.memory, LAYOUT.notFull) === 1);

      for (let i = 0; i < 3; i++) expect(await takeFrom(buffer, ONE).result).toEqual([bytes(i)]);

      expect(await producer.result).toBe('put');
      expect(await takeFrom(buffer).result).toEqual([bytes(3), new Uint8Array(20).fill(9)]);
    });

    it('answers a timeout when no room and no record comes', async () => {
      const full = BoundedBuffer.create(8);
      full.tryPut(bytes(1));

      expect(await startThread('put', full.memory, bytes(2), 20).result).toBe('timeout');
      expect(await startThread('takeBatch', BoundedBuffer.create(8).memory, ALL, 20).result).toEqual([]);
    });

    it('wakes sleeping producers and consumers when it is closed, and lets the rest be taken', async () => {
      const [full, empty] = [BoundedBuffer.create(8), BoundedBuffer.create(8)];
      full.tryPut(bytes(1));
      const producer = startThread('put', full.memory, bytes(2), FOREVER);
      const consumers = [takeFrom(empty), takeFrom(empty)];
      await until(() => sleepersAt(full.memory, LAYOUT.notFull) === 1 && sleepersAt(empty.memory, LAYOUT.notEmpty) === 2);

      full.close();
      empty.close();

      expect(await Promise.all([producer.result, ...consumers.map((consumer) => consumer.result)])).toEqual(['closed', [], []]);
      expect(await takeFrom(full).result).toEqual([bytes(1)]);
      expect(await takeFrom(full).result).toEqual([]);
    });
  });
});
