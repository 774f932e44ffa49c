/** Do not disturb: on these days from one time to another, by the clock on the wall; over midnight where the end is earlier. */
export interface QuietHours {
  on: boolean;
  /** Minutes after midnight. */
  from: number;
  to: number;
  /** On which it begins; 0 is Sunday. */
  days: readonly number[];
}

export interface WallClock {
  day: number;
  minute: number;
}

const DAYS_A_WEEK = 7;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** Where the clocks are set back an hour comes twice and is quiet twice; where they are set forward it is left out. */
export function isQuietAt({ on, from, to, days }: QuietHours, { day, minute }: WallClock): boolean {
  if (!on) return false;
  if (from < to) return days.includes(day) && minute >= from && minute < to;
  const yesterday = (day + DAYS_A_WEEK - 1) % DAYS_A_WEEK;
  return (days.includes(day) && minute >= from) || (days.includes(yesterday) && minute < to);
}

/** What the clock on the wall says, here or in another time zone. */
export function wallClockAt(at: number, timeZone?: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: WEEKDAYS.indexOf(parts.get('weekday') ?? ''), minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}
