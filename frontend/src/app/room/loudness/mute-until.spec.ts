import { FOR_EVER, isMuted } from '../../memberships/what-counts';
import { muteUntil } from './mute-until';

describe('muteUntil', () => {
  const evening = new Date(2026, 10, 27, 23, 30);

  it('counts hours', () => {
    expect([muteUntil('hour', evening), muteUntil('hours', evening)].map((until) => (until - evening.getTime()) / 3_600_000)).toEqual([1, 8]);
  });

  it('means eight o’clock of the next day, also at the end of a month', () => {
    expect(new Date(muteUntil('morning', evening))).toEqual(new Date(2026, 10, 28, 8));
    expect(new Date(muteUntil('morning', new Date(2026, 11, 31, 0, 5)))).toEqual(new Date(2027, 0, 1, 8));
  });

  it('has no end that a clock could reach', () => {
    const mutedUntil = muteUntil('ever', evening);

    expect(mutedUntil).toBe(FOR_EVER);
    expect(new Date(mutedUntil).getTime()).toBe(FOR_EVER);
    expect(isMuted({ mutedUntil }, new Date(2999, 0).getTime())).toBe(true);
  });
});
