import { isMainThread } from 'node:worker_threads';
import { jest } from '@jest/globals';
import { Mutex } from './index.ts';
import { isContended } from './testing/memory-words.test-kit.ts';
import { Steps } from './testing/steps.test-kit.ts';
import { endThreads, startThread } from './testing/threads.test-kit.ts';
import { until } from '../../test/kit/until.ts';

/** No timeout: a predicate is looked at once more when time is up, which would hide a lost wake-up. */
const FOREVER = Infinity;
jest.setTimeout(10_000);

describe('Mutex', () => {
  afterEach(endThreads);

  describe('in one thread', () => {
    it('is free in zeroed memory, then held, then free again', () => {
      const mutex = new Mutex(new SharedArrayBuffer(Mutex.byteLength));

      expect([mutex.tryLock(), mutex.tryLock()]).toEqual([true, false]);
      mutex.unlock();
      expect(mutex.tryLock()).toBe(true);
    });

    it('is one lock for all views of the same words, and another one elsewhere', () => {
      const memory = new SharedArrayBuffer(2 * Mutex.byteLength);
      new Mutex(memory).tryLock();

      expect(new Mutex(memory).tryLock()).toBe(false);
      expect(new Mutex(memory, Mutex.byteLength).tryLock()).toBe(true);
    });

    it('refuses to unlock what is not locked, and stays usable', () => {
      const mutex = new Mutex(new SharedArrayBuffer(Mutex.byteLength));

      expect(() => mutex.unlock()).toThrow('not locked');
      expect(mutex.tryLock()).toBe(true);
    });

    it('refuses to block the main thread even when the lock is free', () => {
      const mutex = new Mutex(new SharedArrayBuffer(Mutex.byteLength));

      // Jest runs this file in a process, not in a worker thread; otherwise there would be nothing to refuse.
      expect(isMainThread).toBe(true);
      expect(() => mutex.lock()).toThrow('main thread');
      expect(() => mutex.lockFor(0)).toThrow('main thread');
      expect(mutex.tryLock()).toBe(true);
    });
  });

  describe('between threads, step by step', () => {
    it('is not given to a second thread while the first holds it', async () => {
      const memory = new SharedArrayBuffer(Mutex.byteLength);
      const steps = Steps.make();
      const holder = startThread('holdLock', memory, steps);
      await new Steps(steps).reached(1);

      expect(new Mutex(memory).tryLock()).toBe(false);
      expect(await startThread('lockFor', memory, 20).result).toBe(false);

      new Steps(steps).reach(2);
      await holder.result;
      expect(new Mutex(memory).tryLock()).toBe(true);
    });

    it('wakes a thread that sleeps for it', async () => {
      const memory = new SharedArrayBuffer(Mutex.byteLength);
      const mutex = new Mutex(memory);
      mutex.tryLock();
      const sleeper = startThread('lockFor', memory, FOREVER);
      await until(() => isContended(memory));

      mutex.unlock();

      expect(await sleeper.result).toBe(true);
    });

    it('wakes every sleeper in turn, also when one gives up in between', async () => {
      const memory = new SharedArrayBuffer(2 * Mutex.byteLength);
      const mutex = new Mutex(memory);
      mutex.tryLock();
      const counters = [1, 2, 3].map(() => startThread('countUp', memory, 1));
      await until(() => isContended(memory));
      expect(await startThread('lockFor', memory, 5).result).toBe(false);

      mutex.unlock();

      await Promise.all(counters.map((counter) => counter.result));
      expect(new Int32Array(memory)[2]).toBe(3);
    });
  });

  it('loses no count when four threads increment a plain word', async () => {
    const memory = new SharedArrayBuffer(2 * Mutex.byteLength);

    const threads = [1, 2, 3, 4].map(() => startThread('countUp', memory, 50_000));
    await Promise.all(threads.map((thread) => thread.result));

    expect(new Int32Array(memory)[2]).toBe(200_000);
    expect(new Mutex(memory).tryLock()).toBe(true);
  });
});
