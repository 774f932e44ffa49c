import { type ParsedSearch, dayOf, parseSearch } from '@contract/search-query';

const PARTS = /(?:[a-z]+:)?(?:"[^"]*(?:"|$)|\S+)/giu;
const BEGUN = /(?:^|\s)(from|in):("[^"]*|\S*)$/iu;

/** The filters that are on or off, as they are typed. */
export const SWITCHES = ['has:link', 'has:code', 'has:image', 'has:file', 'mentions:me', 'is:pinned'] as const;
export type Switch = (typeof SWITCHES)[number];

const partsOf = (typed: string): string[] => typed.match(PARTS) ?? [];

export function isOn(typed: string, filter: string): boolean {
  return partsOf(typed).some((part) => part.toLowerCase() === filter);
}

export function toggled(typed: string, filter: Switch): string {
  return isOn(typed, filter) ? partsOf(typed).filter((part) => part.toLowerCase() !== filter).join(' ') : [...partsOf(typed), filter].join(' ');
}

export type Named = 'from' | 'in' | 'before' | 'after';

export function without(typed: string, filter: Named): string {
  return partsOf(typed).filter((part) => !part.toLowerCase().startsWith(`${filter}:`)).join(' ');
}

/** What is being typed behind `from:` or `in:`, at the end. */
export function begun(typed: string): { filter: 'from' | 'in'; value: string } | null {
  const [, filter, value = ''] = BEGUN.exec(typed) ?? [];
  return filter === undefined ? null : { filter: filter.toLowerCase() as 'from' | 'in', value: value.replace(/^"/u, '') };
}

export function completed(typed: string, value: string): string {
  const whole = /[\s"]/u.test(value) ? `"${value.replaceAll('"', '')}"` : value;
  return typed.replace(BEGUN, (part, filter: string) => `${part.startsWith(' ') ? ' ' : ''}${filter.toLowerCase()}:${whole} `);
}

/** As the server is asked; days begin where the reader is. `idOf`: of somebody who was chosen, and not only called so. */
export function parametersOf(typed: string, idOf: (name: string) => string | undefined): URLSearchParams {
  const parsed = parseSearch(typed);
  const { from, before, after } = parsed;
  return new URLSearchParams({
    ...namedOf(parsed),
    ...(from !== undefined && { from: idOf(from) ?? from }),
    ...(before !== undefined && { before: String(dayOf(before, { local: true })) }),
    ...(after !== undefined && { after: String(dayOf(after, { local: true })) }),
  });
}

function namedOf({ terms, in: room, has, mentionsMe, pinned }: ParsedSearch): Record<string, string> {
  return {
    ...(terms.length > 0 && { q: terms.map((term) => `"${term.replaceAll('"', ' ')}"`).join(' ') }),
    ...(room !== undefined && { room }),
    ...(has.length > 0 && { has: has.join(',') }),
    ...(mentionsMe && { mentions: 'me' }),
    ...(pinned && { is: 'pinned' }),
  };
}
