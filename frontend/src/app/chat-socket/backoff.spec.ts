import fc from 'fast-check';
import { backoffMs } from './backoff';

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
