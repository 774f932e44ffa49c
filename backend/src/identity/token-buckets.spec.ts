import { TokenBuckets } from './token-buckets.ts';

describe('TokenBuckets', () => {
  it('lets a burst pass and then says how long to wait', () => {
    const buckets = new TokenBuckets({ perSecond: 2, burst: 3 });

    expect([1, 2, 3].map(() => buckets.take('ann', 0))).toEqual([0, 0, 0]);
    expect(buckets.take('ann', 0)).toBe(500);
    expect(buckets.take('ann', 250)).toBe(250);
    expect(buckets.take('ann', 500)).toBe(0);
  });

  it('gives everybody a bucket of their own', () => {
    const buckets = new TokenBuckets({ perSecond: 1, burst: 1 });
    buckets.take('ann', 0);

    expect(buckets.take('bob', 0)).toBe(0);
  });

  it('never saves up more than a burst', () => {
    const buckets = new TokenBuckets({ perSecond: 10, burst: 2 });
    buckets.take('ann', 0);

    expect([0, 0, 0].map(() => buckets.take('ann', 60_000))).toEqual([0, 0, 100]);
  });

  it('takes more afterwards from whom it cost more, but not for ever', () => {
    const buckets = new TokenBuckets({ perSecond: 10, burst: 5 });
    buckets.charge('ann', 6, 0);

    expect([buckets.take('ann', 0), buckets.take('bob', 0)]).toEqual([200, 0]);
    buckets.charge('ann', 1_000_000, 0);
    expect([buckets.take('ann', 0), buckets.take('ann', 600)]).toEqual([600, 0]);
  });

  it('lets everything pass at a rate of zero', () => {
    const buckets = new TokenBuckets({ perSecond: 0, burst: 0 });

    expect(buckets.take('ann', 0)).toBe(0);
  });
});
