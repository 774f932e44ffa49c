import { formatLocale } from './language';
import { timeOf } from './time';

const DAY_MS = 86_400_000;

/** The time, and the day where it is another one; within a week its name is enough. */
export function momentOf(at: number, now = Date.now()): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
  if (days === 0) return timeOf(at);
  const day: Intl.DateTimeFormatOptions = days > 0 && days < 7 ? { weekday: 'long' } : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(formatLocale(), { ...day, hour: 'numeric', minute: '2-digit' }).format(at);
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
