import { formatLocale } from './language';

/** One, two and three as the language joins them, in parts, so that each can stand by itself. */
export function listPartsOf(parts: readonly string[]): { type: 'element' | 'literal'; value: string }[] {
  return new Intl.ListFormat(formatLocale(), { style: 'long' }).formatToParts(parts);
}
