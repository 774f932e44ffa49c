import { formatLocale } from './language';

const MS_PER_SECOND = 1_000;
const DAY_MS = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(formatLocale(), options);
  formats.set(key, made);
  return made;
}

export function timeOf(at: number): string {
  return format('time', { hour: 'numeric', minute: '2-digit' }).format(at);
}

export function fullTimeOf(at: number): string {
  return format('full', { dateStyle: 'full', timeStyle: 'medium' }).format(at);
}

/** Today and yesterday in words, this year without the year. */
export function dayOf(at: number, now = Date.now()): string {
  const days = Math.round((startOfDay(now) - startOfDay(at)) / DAY_MS);
  if (days === 0 || days === 1) return inWords(-days);
  const year = new Date(at).getFullYear() === new Date(now).getFullYear() ? undefined : 'numeric';
  return format(`day ${year}`, { weekday: 'long', day: 'numeric', month: 'long', year }).format(at);
}

function inWords(days: number): string {
  const words = new Intl.RelativeTimeFormat(formatLocale(), { numeric: 'auto' }).format(days, 'day');
  return words.charAt(0).toLocaleUpperCase(formatLocale()) + words.slice(1);
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** A short time, such as 0.6 s. */
export function secondsOf(ms: number): string {
  return new Intl.NumberFormat(formatLocale(), { style: 'unit', unit: 'second', maximumFractionDigits: 1 }).format(ms / MS_PER_SECOND);
}

export function countOf(count: number): string {
  return new Intl.NumberFormat(formatLocale()).format(count);
}

/** One, two and three, as the language joins them. */
export function listOf(parts: readonly string[]): string {
  return new Intl.ListFormat(formatLocale(), { style: 'short' }).format(parts);
}
