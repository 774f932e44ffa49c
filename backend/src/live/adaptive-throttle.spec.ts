import { AdaptiveThrottle } from './adaptive-throttle.ts';

describe('AdaptiveThrottle', () => {
  it('is due at first, and not while something is being told', () => {
    const pace = new AdaptiveThrottle();

    const before = pace.isDue(0);
    pace.begin(0);

    expect([before, pace.isDue(1_000)]).toEqual([true, false]);
  });

  it('rests nine times as long as the telling took', () => {
    const pace = new AdaptiveThrottle();

    pace.begin(1_000);
    pace.end(1_030);

    expect([pace.isDue(1_299), pace.isDue(1_300)]).toEqual([false, true]);
  });

  it('waits for the last of several', () => {
    const pace = new AdaptiveThrottle();

    pace.begin(0);
    pace.begin(0);
    pace.end(1);
    const one = pace.isDue(500);
    pace.end(20);

    expect([one, pace.isDue(199), pace.isDue(200)]).toEqual([false, false, true]);
  });
});
