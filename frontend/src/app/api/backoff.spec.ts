import fc from 'fast-check';
import { backoffMs, retryMs, returnMs } from './backoff';

describe('backoffMs', () => {
  it('doubles and stops at thirty seconds', () => {
    const longest = [0, 1, 2, 5, 6, 50].map((attempt) => backoffMs(attempt, () => 1));

    expect(longest).toEqual([500, 1_000, 2_000, 16_000, 30_000, 30_000]);
  });

  it('spreads pages over half of the wait, at the cap as well', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, random) => {
        const whole = backoffMs(attempt, () => 1);
        expect(backoffMs(attempt, () => random)).toBeGreaterThanOrEqual(whole / 2);
        expect(backoffMs(attempt, () => random)).toBeLessThanOrEqual(30_000);
      }),
    );
  });
});

describe('returnMs', () => {
  it('never comes before the server is back, and spreads pages over as long again', () => {
    expect([returnMs(1_000, () => 0), returnMs(1_000, () => 0.5), returnMs(1_000, () => 1)]).toEqual([1_000, 1_500, 2_000]);
  });

  it('does not believe that it takes longer than thirty seconds', () => {
    expect(returnMs(3_600_000)).toBe(30_000);
  });
});

describe('retryMs', () => {
  it('is never sooner than the server has said, and half as long again at most', () => {
    expect([retryMs(1, 2_000, () => 0), retryMs(9, 2_000, () => 1)]).toEqual([2_000, 3_000]);
  });

  it('grows to fifteen seconds, spread over half of the wait, where the server has said nothing', () => {
    expect([retryMs(1, undefined, () => 1), retryMs(4, undefined, () => 0), retryMs(99, undefined, () => 1)]).toEqual([1_000, 2_000, 15_000]);
  });
});
