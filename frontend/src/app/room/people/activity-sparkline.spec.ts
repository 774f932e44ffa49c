import fc from 'fast-check';
import { activitySparkline } from './activity-sparkline';

const NOW = 1_000_000_000;
const MINUTE_MS = 60_000;

describe('activitySparkline', () => {
  it('is flat while nobody has spoken for ten minutes', () => {
    expect(activitySparkline([NOW - 11 * MINUTE_MS], NOW)).toBe('M0 25H240');
  });

  it('beats at the right end for what was said just now', () => {
    expect(activitySparkline([NOW], NOW)).toBe('M0 25H235l2.5 -8l2.5 8H240');
  });

  it('beats higher the more was said, and never out of its box', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -MINUTE_MS, max: 12 * MINUTE_MS }), { maxLength: 400 }), (ages) => {
        const heights = [...activitySparkline(ages.map((age) => NOW - age), NOW).matchAll(/ -(\d+)/g)].map(([, height]) => Number(height));

        expect(heights.every((height) => height > 0 && height <= 21)).toBe(true);
      }),
    );
    expect(activitySparkline([NOW, NOW, NOW], NOW)).toContain('-13');
  });
});
