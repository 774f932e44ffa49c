import { SharedBlockPool } from './shared-block-pool.ts';

const pool = (mostBlocks: number) => new SharedBlockPool({ blockBytes: 64, mostBlocks });

describe('SharedBlockPool', () => {
  it('hands out again what came back, and makes nothing new', () => {
    const blocks = pool(2);
    const first = blocks.tryTake();

    blocks.giveBack(first!);
    const second = blocks.tryTake();

    expect(second).toBe(first);
    expect(blocks).toMatchObject({ made: 1, out: 1 });
  });

  it('has no more out than it may', () => {
    const blocks = pool(2);

    const taken = [blocks.tryTake(), blocks.tryTake(), blocks.tryTake()];

    expect(taken.map((block) => block !== null)).toEqual([true, true, false]);
  });

  it('never hands out again what was discarded, and makes another one for it', () => {
    const blocks = pool(1);
    const lost = blocks.tryTake();

    blocks.discard();
    const next = blocks.tryTake();

    expect(next).not.toBeNull();
    expect(next).not.toBe(lost);
    expect(blocks).toMatchObject({ made: 2, out: 1 });
  });

  it.each(['giveBack', 'discard'] as const)('serves in turn who waits, after %s', async (way) => {
    const blocks = pool(1);
    const block = await blocks.takeAsync();
    const served: string[] = [];
    const waiting = ['a', 'b'].map((name) => blocks.takeAsync().then((mine) => (served.push(name), mine)));

    blocks[way](block);
    const next = await waiting[0];
    const servedFirst = [...served];
    blocks.giveBack(next!);
    await waiting[1];

    expect([servedFirst, served]).toEqual([['a'], ['a', 'b']]);
    expect(blocks.out).toBe(1);
  });
});
