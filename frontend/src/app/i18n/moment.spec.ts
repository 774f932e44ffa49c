import { momentOf } from './moment';

const at = (day: number, hour: number): number => new Date(2026, 10, day, hour, 40).getTime();

describe('momentOf', () => {
  it('says the time of today, the day of this week, and the date of what is longer ago', () => {
    const now = at(27, 20);

    expect(momentOf(at(27, 18), now)).toMatch(/^\D?(18|6):40/);
    expect(momentOf(at(26, 18), now)).toMatch(/Thursday.*(18|6):40/);
    expect(momentOf(at(21, 18), now)).toMatch(/Saturday/);
    expect(momentOf(at(20, 18), now)).toMatch(/20/);
    expect(momentOf(at(20, 18), now)).not.toMatch(/Friday/);
  });
});
