import { linkifier, loadLinkifier } from './linkifier';

const BEGINNING = /https?:\/\/|mailto:/giu;
/** Marks of emphasis that stand around an address are not its end. */
const AROUND = /[*_~]+$/u;
const IN_A_WORD = /^[a-z0-9]/iu;

export interface Link {
  from: number;
  to: number;
  href: string;
}

/** Addresses of the web and of mail that are written out, in their order; what is before one need not be a blank. */
export function linksIn(text: string): Link[] {
  const links: Link[] = [];
  for (const { index: from } of text.matchAll(BEGINNING)) {
    const href = from < (links.at(-1)?.to ?? 0) ? null : addressAt(text, from);
    if (href !== null) links.push({ from, to: from + href.length, href });
  }
  return links;
}

function addressAt(text: string, from: number): string | null {
  if (from > 0 && IN_A_WORD.test(text.slice(from - 1))) return null;
  const linkify = linkifier();
  if (linkify === null) void loadLinkifier();
  const href = linkify?.matchAtStart(text.slice(from))?.raw.replace(AROUND, '');
  return href !== undefined && isSafe(href) ? href : null;
}

/** Leads to the web or to mail, whoever has written it. */
export function isSafe(href: string): boolean {
  return URL.canParse(href) && ['http:', 'https:', 'mailto:'].includes(new URL(href).protocol);
}
