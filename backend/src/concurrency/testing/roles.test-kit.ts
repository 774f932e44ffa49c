import { parentPort, workerData } from 'node:worker_threads';
import { type BatchLimits, BoundedBuffer, Condition, Mutex } from '../index.ts';
import { LAYOUT } from './memory-words.test-kit.ts';
import { Steps } from './steps.test-kit.ts';
import { identify, recordOf, sumOf } from './test-records.test-kit.ts';

type Memory = SharedArrayBuffer;

const FLAG = 8;
const flagIn = (memory: Memory): Int32Array => new Int32Array(memory, FLAG, 1);

/** The predicate answers from what it read before step 1; between 1 and 2 the test may change the flag and notify. */
function staleOnce(memory: Memory, steps: Steps): () => boolean {
  let evaluations = 0;
  return () => {
    const answer = Atomics.load(flagIn(memory), 0) === 1;
    evaluations += 1;
    if (evaluations === 1) {
      steps.reach(1);
      steps.waitFor(2);
    }
    return answer;
  };
}

interface Received {
  order: [producer: number, index: number][];
  sum: number;
}

function drain(take: () => Uint8Array[]): Received {
  const received: Received = { order: [], sum: 0 };
  for (let batch = take(); batch.length > 0; batch = take()) {
    for (const record of batch) {
      const { producer, index } = identify(record);
      received.order.push([producer, index]);
      received.sum += sumOf(record);
    }
  }
  return received;
}

/** What a test thread can do. Each role is called once, on a thread of its own. */
const roles = {
  /** Loads fast-check only here: the other roles start faster without it. */
  checkAgainstModel: async (runs: number): Promise<number> => (await import('./buffer-model.test-kit.ts')).checkAgainstModel(runs),

  lockFor: (memory: Memory, timeoutMs: number): boolean => new Mutex(memory).lockFor(timeoutMs),

  /** Holds the lock from step 1 to step 2. */
  holdLock(memory: Memory, stepsMemory: Memory, byteOffset = 0): void {
    const steps = new Steps(stepsMemory);
    const mutex = new Mutex(memory, byteOffset);
    mutex.lock();
    steps.reach(1);
    steps.waitFor(2);
    mutex.unlock();
  },

  /** Counts up a word without atomics. */
  countUp(memory: Memory, times: number): void {
    const mutex = new Mutex(memory);
    const word = new Int32Array(memory, Mutex.byteLength, 1);
    for (let i = 0; i < times; i++) {
      if (i % 3 > 0 || !mutex.tryLock()) mutex.lock();
      word[0]! += 1;
      mutex.unlock();
    }
  },

  /** Takes every `players`-th turn; the number of the turn is guarded by the mutex alone. */
  takeTurns(memory: Memory, game: { player: number; players: number; turns: number }): void {
    const [mutex, condition] = [new Mutex(memory), new Condition(memory, Mutex.byteLength)];
    const turn = new Int32Array(memory, Mutex.byteLength + Condition.byteLength, 1);
    mutex.lock();
    for (let i = 0; i < game.turns; i++) {
      condition.wait(mutex, () => turn[0]! % game.players === game.player);
      turn[0]! += 1;
      condition.notifyAll();
    }
    mutex.unlock();
  },

  waitUntilFlag: (memory: Memory, timeoutMs: number): boolean => new Condition(memory).waitUntil(() => Atomics.load(flagIn(memory), 0) === 1, timeoutMs),

  waitUntilStale: (memory: Memory, steps: Memory, timeoutMs: number): boolean =>
    new Condition(memory).waitUntil(staleOnce(memory, new Steps(steps)), timeoutMs),

  /** Answers what `wait` answered, and whether the mutex was held at its end. */
  waitStale(memory: Memory, stepsMemory: Memory, timeoutMs: number): [answer: boolean, held: boolean] {
    const mutex = new Mutex(memory, FLAG + 8);
    mutex.lock();
    const answer = new Condition(memory).wait(mutex, staleOnce(memory, new Steps(stepsMemory)), timeoutMs);
    return [answer, !mutex.tryLock()];
  },

  put: (memory: Memory, record: Uint8Array, timeoutMs: number): string => BoundedBuffer.attach(memory).put(record, timeoutMs),

  takeBatch: (memory: Memory, limits: BatchLimits, timeoutMs: number): Uint8Array[] => BoundedBuffer.attach(memory).takeBatch(limits, timeoutMs),

  /** Puts `count` records and answers the sum of all their bytes. */
  produce(memory: Memory, byteOffset: number, stream: { producer: number; count: number; notEmpty?: Memory }): number {
    const notEmpty = stream.notEmpty && new Condition(stream.notEmpty);
    const buffer = BoundedBuffer.attach(memory, { byteOffset, ...(notEmpty && { notEmpty }) });
    let sum = 0;
    for (let index = 0; index < stream.count; index++) {
      const record = recordOf(stream.producer, index);
      buffer.put(record);
      sum += sumOf(record);
    }
    return sum;
  },

  consume(memory: Memory, byteOffset: number, limits: BatchLimits): Received {
    const buffer = BoundedBuffer.attach(memory, { byteOffset });
    return drain(() => buffer.takeBatch(limits));
  },

  /** One thread that sleeps for several buffers at once. */
  consumeSeveral(memories: Memory[], notEmptyMemory: Memory, limits: BatchLimits): Received {
    const notEmpty = new Condition(notEmptyMemory);
    const buffers = memories.map((memory) => BoundedBuffer.attach(memory, { notEmpty }));
    const ready = (): boolean => buffers.some((buffer) => buffer.waiting > 0) || buffers.every((buffer) => buffer.closed);
    return drain(() => {
      notEmpty.waitUntil(ready);
      return buffers.flatMap((buffer) => buffer.tryTakeBatch(limits));
    });
  },

  /** Takes the buffer's lock as a put or a take would, half writes a record, and never comes back. */
  hangInsideLock(memory: Memory, stepsMemory: Memory): void {
    new Mutex(memory, LAYOUT.mutex).lock();
    new Uint8Array(memory, LAYOUT.ring, 2).fill(0xff);
    const steps = new Steps(stepsMemory);
    steps.reach(1);
    steps.waitFor(Infinity);
  },
};

export type Roles = typeof roles;

const { role, args } = workerData as { role: keyof Roles; args: unknown[] };
const play = roles as Record<string, (...args: unknown[]) => unknown>;
parentPort?.postMessage(await play[role]!(...args));
