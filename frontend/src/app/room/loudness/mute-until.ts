import { FOR_EVER } from '../../memberships/what-counts';

export type MuteFor = 'hour' | 'hours' | 'morning' | 'ever';

const HOUR_MS = 3_600_000;
const WORKDAY_HOURS = 8;
const MORNING_HOUR = 8;

/** Until when. The morning is that of the calendar, also where the clocks are changed in between. */
export function muteUntil(choice: MuteFor, now: Date): number {
  if (choice === 'ever') return FOR_EVER;
  if (choice === 'morning') return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING_HOUR).getTime();
  return now.getTime() + (choice === 'hour' ? 1 : WORKDAY_HOURS) * HOUR_MS;
}
