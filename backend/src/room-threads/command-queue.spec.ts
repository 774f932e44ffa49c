import { sending } from './pool.test-kit.ts';
import { Condition } from '../concurrency/index.ts';
import { CommandQueue } from './command-queue.ts';
import { RoomMemory } from './room-memory.ts';

const roomMemory = () => RoomMemory.create(new SharedArrayBuffer(RoomMemory.byteLengthFor(65_536)), new Condition(new SharedArrayBuffer(Condition.byteLength)));
const turn = () => new Promise((resolve) => setImmediate(resolve));

function scene() {
  const memory = roomMemory();
  const queue = new CommandQueue(65_536, () => ({ code: 'BUSY', message: 'full' }));
  queue.connect(memory);
  let count = 0;
  const put = (times: number) => {
    for (let time = 0; time < times; time++) void queue.put(sending(`${count++}`, 'b'), 'refuse');
  };
  return { memory, queue, put, inBuffer: () => memory.commands.waiting };
}

describe('CommandQueue', () => {
  it('puts the first command of a quiet room at once, and what follows in that turn together at its end', async () => {
    const { put, inBuffer } = scene();

    put(3);
    const atOnce = inBuffer();
    await turn();

    expect([atOnce, inBuffer()]).toEqual([1, 3]);
  });

  it('puts nothing before the end of the turn where the turns before brought many', async () => {
    const { put, inBuffer } = scene();
    put(10);
    await turn();

    put(5);
    const atOnce = inBuffer();
    await turn();

    expect([atOnce, inBuffer()]).toEqual([10, 15]);
  });

  it('takes a room for quiet again after a few turns with one command each', async () => {
    const { put, inBuffer } = scene();
    put(4);
    for (let count = 0; count < 3; count++) {
      await turn();
      put(1);
    }
    await turn();
    const before = inBuffer();

    put(1);

    expect(inBuffer() - before).toBe(1);
  });

  it('puts everything unanswered again into a new buffer, in order', async () => {
    const { queue, put } = scene();
    put(3);
    await turn();
    const other = roomMemory();

    queue.connect(other);

    expect(other.commands.waiting).toBe(3);
  });
});
