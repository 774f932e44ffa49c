import { BoundedBuffer, Mutex } from '../../../concurrency/index.ts';
import { Outbox } from './outbox.ts';

/** Where the buffer's lock lies, see the head of bounded-buffer.ts. */
const LOCK_OFFSET = 32;

function contendedOutbox({ maxWaiting = 10, capacityBytes = 1_024 } = {}) {
  const buffer = BoundedBuffer.create(capacityBytes);
  const lock = new Mutex(buffer.memory, LOCK_OFFSET);
  const outbox = new Outbox(buffer, maxWaiting);
  const refused: string[] = [];
  const put = (text: string) => outbox.put(Buffer.from(text), () => refused.push(text));
  return { buffer, lock, outbox, refused, put };
}

describe('the outbox', () => {
  it('puts at once while nobody holds the lock', () => {
    const { buffer, put } = contendedOutbox();

    put('a');

    expect(buffer.waiting).toBe(1);
  });

  it('puts all when the lock is free again', async () => {
    const { buffer, lock, outbox, put, refused } = contendedOutbox();
    lock.tryLock();

    ['a', 'b', 'c'].forEach(put);
    const before = buffer.waiting;
    lock.unlock();
    await outbox.empty;

    expect(before).toBe(0);
    expect(buffer.waiting).toBe(3);
    expect(refused).toEqual([]);
  });

  it('refuses what goes beyond its bound', async () => {
    const { lock, outbox, put, refused } = contendedOutbox({ maxWaiting: 2 });
    lock.tryLock();

    ['a', 'b', 'c'].forEach(put);
    lock.unlock();
    await outbox.empty;

    expect(refused).toEqual(['c']);
  });

  it('refuses what a full buffer does not take', async () => {
    const { lock, outbox, put, refused } = contendedOutbox({ capacityBytes: BoundedBuffer.costOf(8) });
    lock.tryLock();

    ['first', 'second'].forEach(put);
    lock.unlock();
    await outbox.empty;
    put('third');

    expect(refused).toEqual(['second', 'third']);
  });

  it('refuses everything once it is stopped', async () => {
    const { lock, outbox, put, refused } = contendedOutbox();
    lock.tryLock();

    put('a');
    outbox.stop();
    put('b');
    await outbox.empty;

    expect(refused).toEqual(['a', 'b']);
  });
});
