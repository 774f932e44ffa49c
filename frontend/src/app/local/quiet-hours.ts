import type { PreferenceFormat } from './preference';

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
const MINUTES_A_DAY = 1_440;
export const NO_QUIET_HOURS: QuietHours = { on: false, from: 22 * 60, to: 7 * 60, days: [0, 1, 2, 3, 4, 5, 6] };

/** Where the clocks are set back an hour comes twice and is quiet twice; where they are set forward it is left out. */
export function isQuietAt({ on, from, to, days }: QuietHours, { day, minute }: WallClock): boolean {
  if (!on) return false;
  if (from < to) return days.includes(day) && minute >= from && minute < to;
  const yesterday = (day + DAYS_A_WEEK - 1) % DAYS_A_WEEK;
  return (days.includes(day) && minute >= from) || (days.includes(yesterday) && minute < to);
}

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** What the clock on the wall says, here or in another time zone. */
export function wallClockAt(at: number, timeZone?: string): WallClock {
  const format = new Intl.DateTimeFormat('en-US', { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: WEEKDAYS.indexOf(parts.get('weekday') ?? ''), minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}

/** As a time field has it: 07:30. */
export function timeTextOf(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** null: not a time. */
export function minuteOf(text: string): number | null {
  const [, hour, minute] = /^(\d\d):(\d\d)$/u.exec(text) ?? [];
  const all = Number(hour) * 60 + Number(minute);
  return Number.isInteger(all) && all < MINUTES_A_DAY && Number(minute) < 60 ? all : null;
}

export const quietHoursFormat: PreferenceFormat<QuietHours> = {
  read: (text) => {
    try {
      const hours = JSON.parse(text ?? '') as unknown;
      return isQuietHours(hours) ? hours : NO_QUIET_HOURS;
    } catch {
      return NO_QUIET_HOURS;
    }
  },
  write: (hours) => JSON.stringify(hours),
};

function isQuietHours(value: unknown): value is QuietHours {
  const { on, from, to, days } = (value ?? {}) as Partial<Record<keyof QuietHours, unknown>>;
  return typeof on === 'boolean' && isMinute(from) && isMinute(to) && Array.isArray(days) && days.every((day) => WEEKDAYS[day as number] !== undefined);
}

function isMinute(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < MINUTES_A_DAY;
}
