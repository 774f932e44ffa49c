import { jest } from '@jest/globals';
import { Condition, Mutex } from './index.ts';
import { sleepersAt } from './testing/memory-words.test-kit.ts';
import { Steps } from './testing/steps.test-kit.ts';
import { endThreads, startThread } from './testing/threads.test-kit.ts';
import { until } from '../../test/kit/until.ts';

/** No timeout: a predicate is looked at once more when time is up, which would hide a lost wake-up. */
const FOREVER = Infinity;
jest.setTimeout(10_000);

/** A condition, a flag for the predicate at byte 8, a mutex at byte 16. */
function aCondition() {
  const memory = new SharedArrayBuffer(24);
  const flag = new Int32Array(memory, 8, 1);
  return { memory, condition: new Condition(memory), isSet: () => Atomics.load(flag, 0) === 1, set: () => Atomics.store(flag, 0, 1) };
}

describe('Condition', () => {
  afterEach(endThreads);

  describe('in one thread', () => {
    it('refuses to block the main thread even when the predicate is true', () => {
      const { condition, memory } = aCondition();

      expect(() => condition.wait(new Mutex(memory, 16), () => true)).toThrow('main thread');
      expect(() => condition.waitUntil(() => true, 0)).toThrow('main thread');
    });

    it('resolves true without sleeping when the predicate is true already', async () => {
      const { condition } = aCondition();

      expect(await condition.waitAsync(() => true, 0)).toBe(true);
    });

    it('resolves false on timeout and counts the sleeper out', async () => {
      const { condition, memory } = aCondition();

      expect(await condition.waitAsync(() => false, 5)).toBe(false);
      expect(sleepersAt(memory)).toBe(0);
    });

    it('sleeps on after a notify that does not make the predicate true', async () => {
      const { condition, memory, isSet, set } = aCondition();
      const answer = condition.waitAsync(isSet, FOREVER);
      condition.notifyAll();
      await until(() => sleepersAt(memory) === 1);

      set();
      condition.notifyAll();

      expect(await answer).toBe(true);
    });

    it('loses no notify between the predicate and an asynchronous sleep', async () => {
      const { condition, isSet, set } = aCondition();
      const setAfterLooking = () => {
        const answer = isSet();
        set();
        condition.notifyOne();
        return answer;
      };

      expect(await condition.waitAsync(setAfterLooking, FOREVER)).toBe(true);
    });
  });

  describe('between threads, step by step', () => {
    it('wakes a sleeping thread', async () => {
      const { memory, condition, set } = aCondition();
      const sleeper = startThread('waitUntilFlag', memory, FOREVER);
      await until(() => sleepersAt(memory) === 1);

      set();
      condition.notifyOne();

      expect(await sleeper.result).toBe(true);
      expect(sleepersAt(memory)).toBe(0);
    });

    it('wakes blocked and asynchronous sleepers together', async () => {
      const { memory, condition, isSet, set } = aCondition();
      const threads = [1, 2].map(() => startThread('waitUntilFlag', memory, FOREVER));
      const here = condition.waitAsync(isSet, FOREVER);
      await until(() => sleepersAt(memory) === 3);

      set();
      condition.notifyAll();

      expect(await Promise.all([here, ...threads.map((thread) => thread.result)])).toEqual([true, true, true]);
    });

    it('answers false when nobody notifies', async () => {
      const { memory } = aCondition();

      expect(await startThread('waitUntilFlag', memory, 20).result).toBe(false);
    });

    it('loses no notify between the predicate and the sleep without a mutex', async () => {
      const { memory, condition, set } = aCondition();
      const steps = Steps.make();
      const sleeper = startThread('waitUntilStale', memory, steps, FOREVER);
      await new Steps(steps).reached(1);

      set();
      condition.notifyOne();
      new Steps(steps).reach(2);

      expect(await sleeper.result).toBe(true);
    });

    it('loses no notify between the predicate and the sleep when the notifier holds no mutex', async () => {
      const { memory, condition, set } = aCondition();
      const steps = Steps.make();
      const sleeper = startThread('waitStale', memory, steps, FOREVER);
      await new Steps(steps).reached(1);

      set();
      condition.notifyOne();
      new Steps(steps).reach(2);

      expect(await sleeper.result).toEqual([true, true]);
    });

    it('lets go of the mutex while it sleeps and holds it after a timeout', async () => {
      const { memory } = aCondition();
      const steps = Steps.make();
      new Steps(steps).reach(2);
      const sleeper = startThread('waitStale', memory, steps, 200);
      await until(() => sleepersAt(memory) === 1);
      const mutex = new Mutex(memory, 16);

      await until(() => mutex.tryLock());
      mutex.unlock();

      expect(await sleeper.result).toEqual([false, true]);
    });
  });

  it('passes a turn around three threads under one mutex', async () => {
    const memory = new SharedArrayBuffer(24);

    const players = [0, 1, 2].map((player) => startThread('takeTurns', memory, { player, players: 3, turns: 2_000 }));
    await Promise.all(players.map((player) => player.result));

    expect(new Int32Array(memory)[4]).toBe(6_000);
  });
});
