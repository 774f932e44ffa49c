import { jest } from '@jest/globals';
import { BoundedBuffer, Condition } from './index.ts';
import { Steps } from './testing/steps.test-kit.ts';
import { recordOf, sumOf } from './testing/test-records.test-kit.ts';
import { endThreads, startThread } from './testing/threads.test-kit.ts';

const HARD_LIMIT_MS = 10_000;
jest.setTimeout(HARD_LIMIT_MS);
const RECORDS = 4_000;
const LIMITS = { maxRecords: 9, maxBytes: 700 };
const indices = Array.from({ length: RECORDS }, (_, index) => index);
type Received = { order: [number, number][]; sum: number };

const sumUp = (sums: number[]): number => sums.reduce((sum, next) => sum + next, 0);
const indicesOf = (producer: number, order: [number, number][]): number[] => order.filter(([from]) => from === producer).map(([, index]) => index);

/** The main thread as a producer: it never blocks, and waits for room by a promise. */
async function produceHere(buffer: BoundedBuffer, producer: number): Promise<number> {
  let sum = 0;
  for (const index of indices) {
    const record = recordOf(producer, index);
    for (let result = buffer.tryPut(record); result !== 'put'; result = buffer.tryPut(record)) {
      if (result === 'full') await buffer.roomForAsync(record.length, Infinity);
      else await new Promise((resolve) => setImmediate(resolve));
    }
    sum += sumOf(record);
  }
  return sum;
}

describe('BoundedBuffer under load', () => {
  afterEach(endThreads);

  it('brings every record of four producers to two consumers once, whole and in order', async () => {
    const byteOffset = 40;
    const memory = new SharedArrayBuffer(byteOffset + BoundedBuffer.byteLengthFor(2_048));
    const buffer = BoundedBuffer.create(2_048, { memory, byteOffset });

    const consumers = [1, 2].map(() => startThread('consume', memory, byteOffset, LIMITS));
    const producers = [1, 2, 3].map((producer) => startThread('produce', memory, byteOffset, { producer, count: RECORDS }));
    const sent = await Promise.all([produceHere(buffer, 0), ...producers.map((producer) => producer.result)]);
    buffer.close();
    const received: Received[] = await Promise.all(consumers.map((consumer) => consumer.result));

    expect(sumUp(received.map(({ sum }) => sum))).toBe(sumUp(sent));
    for (const producer of [0, 1, 2, 3]) {
      const shares = received.map(({ order }) => indicesOf(producer, order));
      for (const share of shares) expect(share).toEqual([...share].sort((a, b) => a - b));
      expect(shares.flat().sort((a, b) => a - b)).toEqual(indices);
    }
    expect([buffer.waiting, buffer.queuedBytes]).toEqual([0, 0]);
  });

  it('lets one thread sleep for three buffers at one condition', async () => {
    const notEmpty = new SharedArrayBuffer(8);
    const buffers = [1, 2, 3].map(() => BoundedBuffer.create(1_024));

    const consumer = startThread('consumeSeveral', buffers.map(({ memory }) => memory), notEmpty, LIMITS);
    const producers = buffers.map(({ memory }, producer) => startThread('produce', memory, 0, { producer, count: RECORDS, notEmpty }));
    const sent = await Promise.all(producers.map((producer) => producer.result));
    for (const { memory } of buffers) BoundedBuffer.attach(memory, { notEmpty: new Condition(notEmpty) }).close();
    const { order, sum } = await consumer.result;

    expect(sum).toBe(sumUp(sent));
    for (const producer of [0, 1, 2]) expect(indicesOf(producer, order)).toEqual(indices);
  });
});

describe('BoundedBuffer whose lock was held by a thread that died', () => {
  afterEach(endThreads);

  async function aBufferWithADeadHolder(): Promise<BoundedBuffer> {
    const buffer = BoundedBuffer.create(256);
    buffer.tryPut(Uint8Array.of(1));
    const steps = Steps.make();
    const holder = startThread('hangInsideLock', buffer.memory, steps);
    await new Steps(steps).reached(1);
    await holder.terminate();
    return buffer;
  }

  it('answers contended on the main thread, again and again, and can still be read and closed', async () => {
    const buffer = await aBufferWithADeadHolder();

    expect([1, 2, 3].map(() => buffer.tryPut(Uint8Array.of(2)))).toEqual(['contended', 'contended', 'contended']);
    expect([buffer.waiting, buffer.queuedBytes]).toEqual([1, 8]);
    buffer.close();
    expect([buffer.closed, buffer.tryPut(Uint8Array.of(2))]).toEqual([true, 'closed']);
  });

  it('keeps the deadline of a put on another thread', async () => {
    const buffer = await aBufferWithADeadHolder();

    expect(await startThread('put', buffer.memory, Uint8Array.of(2), 20).result).toBe('timeout');
  });

  it('is replaced by a fresh buffer that works', async () => {
    const dead = await aBufferWithADeadHolder();
    const fresh = BoundedBuffer.create(dead.capacityBytes);

    expect(fresh.tryPut(Uint8Array.of(3))).toBe('put');
    expect(await startThread('takeBatch', fresh.memory, LIMITS, Infinity).result).toEqual([Uint8Array.of(3)]);
  });
});
