import type { QuietHours } from '@contract/quiet-hours';
import type { PreferenceFormat } from './preference';

const DAYS_A_WEEK = 7;
const MINUTES_A_DAY = 1_440;
export const NO_QUIET_HOURS: QuietHours = { on: false, from: 22 * 60, to: 7 * 60, days: [0, 1, 2, 3, 4, 5, 6] };

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
  return typeof on === 'boolean' && isMinute(from) && isMinute(to) && Array.isArray(days) && days.every((day) => Number.isInteger(day) && day >= 0 && day < DAYS_A_WEEK);
}

function isMinute(value: unknown): boolean {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < MINUTES_A_DAY;
}
